curl -X POST http://localhost:20001/api/chat/send_message/ -H "Content-Type: application/json" -d '{"message":"Hello, AI!"}' # 200
curl http://localhost:20001/api/conversation/ # 200
curl -X POST http://localhost:20001/api/conversation/ -H "Content-Type: application/json" -d '{"title":"New Conversation","metadata":{}}' # 201 CONVERSATION=conversation.id
curl http://localhost:20001/api/conversation/$CONVERSATION/ # 200
curl -X PUT http://localhost:20001/api/conversation/$CONVERSATION/ -H "Content-Type: application/json" -d '{"title":"Renamed"}' # 200
curl "http://localhost:20001/api/chat/history/?conversation_id=$CONVERSATION" # 200
curl http://localhost:20001/api/rag/documents/ # 200
curl -X POST http://localhost:20001/api/rag/knowledge-sources/ -H "Content-Type: application/json" -d '{"name":"Handbook","source_type":"document"}' # 201 SOURCE=id
curl -X POST http://localhost:20001/api/rag/documents/ -H "Content-Type: application/json" -d '{"title":"Hours","content":"The shop opens at nine.","knowledge_source_id":$SOURCE}' # 201
curl http://localhost:20001/api/rag/knowledge-sources/ # 200
curl -X POST http://localhost:20001/api/rag/knowledge-sources/$SOURCE/query/ -H "Content-Type: application/json" -d '{"query":"When does the shop open?","top_k":5}' # 200
curl http://localhost:20001/api/mcp/servers/ # 200
curl -X POST http://localhost:20001/api/mcp/servers/ -H "Content-Type: application/json" -d '{"name":"tools","url":"$MCP"}' # 201 SERVER=id
curl -X POST http://localhost:20001/api/mcp/servers/$SERVER/sync_tools/ # 200
curl http://localhost:20001/api/mcp/tools/ # 200
curl http://localhost:20001/api/projects/ # 200
curl -X POST http://localhost:20001/api/projects/ -H "Content-Type: application/json" -d '{"name":"Research"}' # 201 PROJECT=project.id
curl -X PUT http://localhost:20001/api/projects/$PROJECT/ -H "Content-Type: application/json" -d '{"name":"Reading"}' # 200
curl -X DELETE http://localhost:20001/api/conversation/$CONVERSATION/ # 204
listen ws://localhost:20001/ws/chat/ {"message":"Hello, AI!"} # "type":"done"
curl http://localhost:20001/admin/ # 200
