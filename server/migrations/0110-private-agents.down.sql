-- Whose they are is kept for the way back up.
INSERT INTO external_ids (tenant_id, dialect, kind, external_id, id, facts)
SELECT tenant_id, 'native', 'agent-owner', id::text, id, jsonb_build_object('ownerId', owner_id)
FROM agents WHERE owner_id IS NOT NULL;
ALTER TABLE agents DROP COLUMN owner_id;
