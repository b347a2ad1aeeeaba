curl http://localhost:8000/health # 200
curl http://localhost:8000/metrics # 200
curl http://localhost:8000/docs # 200
curl -X POST http://localhost:8000/api/v1/auth/login -H "Content-Type: application/json" -d '{"email":"admin@chatapi.com","password":"admin123456"}' # 200 TOKEN=data.access_token
curl http://localhost:8000/api/v1/auth/me -H "Authorization: Bearer $TOKEN" # 200
curl -X POST http://localhost:8000/api/v1/chat/send -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{"message":"你好，我需要帮助","session_id":"test-session-123"}' # 200
listen ws://localhost:8000/ws/chat/test-session-123 {"type":"message","content":"你好","session_id":"test-session-123"} # "is_complete":true
curl "http://localhost:8000/api/v1/admin/conversations?page=1&size=20" -H "Authorization: Bearer $TOKEN" # 200
curl http://localhost:8000/api/v1/admin/users -H "Authorization: Bearer $TOKEN" # 200
curl http://localhost:8000/api/v1/admin/analytics/dashboard -H "Authorization: Bearer $TOKEN" # 200
