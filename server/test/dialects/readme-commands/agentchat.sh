curl http://localhost:8001/ # 200
curl -X POST http://localhost:8001/api/sessions -H "Content-Type: application/json" # 200 SESSION=id
curl http://localhost:8001/api/sessions # 200
curl "http://localhost:8001/api/sessions?limit=10&offset=0" # 200
curl http://localhost:8001/api/sessions/$SESSION # 200
curl -X POST http://localhost:8001/api/sessions/$SESSION/chat -H "Content-Type: application/json" -d '{"content":"你好","source":"user","type":"TextMessage"}' # 200
curl http://localhost:8001/api/sessions/$SESSION/history # 200
curl "http://localhost:8001/api/sessions/$SESSION/history?limit=100&offset=0" # 200
curl -X POST http://localhost:8001/chat -H "Content-Type: application/json" -d '{"content":"你好","source":"user"}' # 200
curl http://localhost:8001/history # 200
curl -X DELETE http://localhost:8001/api/sessions/$SESSION # 200
curl http://localhost:8001/api/sessions/$SESSION # 404
curl http://localhost:8001/docs # 200
curl http://localhost:8001/openapi.json # 200
