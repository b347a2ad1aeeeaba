ALTER TABLE agents ADD COLUMN owner_id uuid;
COMMENT ON COLUMN agents.owner_id IS 'The member who alone sees it; null: everybody in the tenant who may see agents.';

-- What was a member's own before somebody went back to the step before this one.
UPDATE agents SET owner_id = (kept.facts ->> 'ownerId')::uuid
FROM external_ids kept
WHERE kept.tenant_id = agents.tenant_id AND kept.id = agents.id AND kept.kind = 'agent-owner';
DELETE FROM external_ids WHERE kind = 'agent-owner';

-- What end users made through an older protocol is their own.
UPDATE agents SET owner_id = own.id
FROM external_ids own
WHERE own.tenant_id = agents.tenant_id AND own.kind = 'person' AND agents.owner_id IS NULL
  AND own.facts -> 'said' ? agents.id::text
  AND EXISTS (
    SELECT FROM members WHERE members.tenant_id = own.tenant_id AND members.id = own.id AND members.role = 'end_user'
  );

-- Where a client that keeps what it says by itself may go on doing so.
INSERT INTO external_ids (tenant_id, dialect, kind, external_id, id)
SELECT tenant_id, dialect, 'begun', id::text, id
FROM external_ids
WHERE kind = 'conversation-notes' AND facts ? 'sessionId'
ON CONFLICT DO NOTHING;
