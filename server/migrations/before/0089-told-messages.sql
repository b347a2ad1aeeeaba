-- Counts what was said without reading it. Its entries are added at its end, and nothing of them ever changes.
CREATE INDEX messages_told ON messages (tenant_id, id) INCLUDE (conversation_id, role, author_kind, author_id);
-- Finds the first answer of a person; there are few of them.
CREATE INDEX messages_of_members ON messages (tenant_id, conversation_id, seq) INCLUDE (created_at, author_id)
  WHERE role = 'assistant' AND author_kind = 'member';
-- Only what was vacuumed is counted without a look at the rows.
ALTER TABLE messages SET (autovacuum_vacuum_insert_scale_factor = 0.02);
