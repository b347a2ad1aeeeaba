-- Outside a transaction.
CREATE INDEX CONCURRENTLY messages_told ON messages (tenant_id, id) INCLUDE (conversation_id, role, author_kind, author_id);
