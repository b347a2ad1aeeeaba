curl -X POST http://localhost:8000/api/auth/login/ -H "Content-Type: application/json" -d '{"username":"testuser","password":"testpass123"}' # 200 TOKEN=access REFRESH=refresh
curl -X POST http://localhost:8000/api/auth/refresh/ -H "Content-Type: application/json" -d '{"refresh":"$REFRESH"}' # 200
curl http://localhost:8000/api/agents/ -H "Authorization: Bearer $TOKEN" # 200
curl -X POST http://localhost:8000/api/agents/ -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{"name":"My Assistant","parameters":{"model":"gpt-3.5-turbo","personality_prompt":"You are a helpful assistant.","proactive_behavior":"balanced"},"timings":{"inactivity_check_minutes":5}}' # 201 AGENT=id
curl -X PUT http://localhost:8000/api/agents/$AGENT/personality/ -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{"personality_prompt":"You are friendly and concise."}' # 200
curl -X POST http://localhost:8000/api/chat/ -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{"message":"Hello, how are you?","agent_id":$AGENT}' # 200 SESSION=session_id
curl -X POST http://localhost:8000/api/chat/ -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{"message":"And now?","session_id":$SESSION}' # 200
curl http://localhost:8000/api/chat/history/ -H "Authorization: Bearer $TOKEN" # 200
curl "http://localhost:8000/api/chat/history/?session_id=$SESSION&limit=10" -H "Authorization: Bearer $TOKEN" # 200
curl "http://localhost:8000/api/sessions/?page=1&page_size=50" -H "Authorization: Bearer $TOKEN" # 200
curl -X POST http://localhost:8000/api/sessions/ -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{"agent_configuration":$AGENT}' # 201
curl http://localhost:8000/ # 200
