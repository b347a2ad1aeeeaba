curl http://localhost:5000/health # 200
curl -X POST http://localhost:5000/v1/auth/login -H "Content-Type: application/json" -d '{"email":"owner@example.com","password":"$PASSWORD"}' # 200 ADMIN=access_token
curl -X POST http://localhost:5000/v1/tenants -H "Authorization: Bearer $ADMIN" -H "Content-Type: application/json" -d '{"name":"示範企業","description":"這是一個示範企業","plan":"專業版","owner":{"email":"lead@example.com"}}' # 201 TENANT=tenant.id INVITATION=owner.invitation_token
curl http://localhost:5000/v1/tenants -H "Authorization: Bearer $ADMIN" # 200
curl -X POST http://localhost:5000/v1/auth/register -H "Content-Type: application/json" -d '{"email":"lead@example.com","password":"orchard by the canal","name":"負責人","tenant_id":"$TENANT","role":"tenant_admin","invitation_token":"$INVITATION"}' # 201
curl -X POST http://localhost:5000/v1/auth/login -H "Content-Type: application/json" -d '{"email":"lead@example.com","password":"orchard by the canal"}' # 200 TOKEN=access_token
curl http://localhost:5000/v1/auth/me -H "Authorization: Bearer $TOKEN" # 200
printf '退貨需要在七天之內提出。' > document.txt && curl -X POST http://localhost:5000/v1/tenants/$TENANT/documents/upload -H "Authorization: Bearer $TOKEN" -F "file=@document.txt" # 201
curl http://localhost:5000/v1/tenants/$TENANT/documents -H "Authorization: Bearer $TOKEN" # 200
curl -X POST http://localhost:5000/v1/tenants/$TENANT/chat -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{"message":"請問如何申請退貨？"}' # 200 CONVERSATION=conversation_id
curl -X POST http://localhost:5000/v1/tenants/$TENANT/chat -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{"message":"要幾天？","conversation_id":"$CONVERSATION"}' # 200
curl -N -X POST http://localhost:5000/v1/tenants/$TENANT/chat/stream -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{"message":"請問如何申請退貨？"}' # 200
curl http://localhost:5000/v1/tenants/$TENANT/chat/conversations -H "Authorization: Bearer $TOKEN" # 200
