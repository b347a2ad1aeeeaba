ALTER TABLE members ADD COLUMN last_seen_at timestamptz(3);
COMMENT ON COLUMN members.last_seen_at IS 'When they last did something while signed in, give or take a minute.';

ALTER TABLE sign_ins
  ADD COLUMN pair_salt text,
  ADD COLUMN pair_used_at timestamptz,
  ADD COLUMN last_seen_at timestamptz(3),
  ADD COLUMN address text,
  ADD COLUMN user_agent text;
COMMENT ON COLUMN sign_ins.pair_salt IS 'The present tokens can be made again from this and the refresh token paid for them, by whoever holds that one; null for the first pair.';
COMMENT ON COLUMN sign_ins.pair_used_at IS 'When the present access token was first shown: its receiver has it. Null until then.';
COMMENT ON COLUMN sign_ins.address IS 'Where the present tokens were asked for.';
COMMENT ON COLUMN sign_ins.user_agent IS 'What the device calls itself, as it was then.';

CREATE TABLE request_origins (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  request_id text NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  address text,
  user_agent text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, request_id)
);
COMMENT ON TABLE request_origins IS 'Who, by name, and from where: of requests that did something for the audit log. Its events carry the same request_id.';
COMMENT ON COLUMN request_origins.actor_name IS 'As it was then: who is removed later is still named.';

-- What the audit log shows, found without the traffic of conversations that surrounds it. The list is that of
-- unauditedEvents (contract/src/shapes/audit.ts), which may grow: the index then holds a little too much.
CREATE INDEX events_audited ON events (tenant_id, id) WHERE type NOT IN (
  'conversation.opened', 'conversation.changed', 'message.created', 'reply.requested', 'reply.started', 'reply.ended',
  'document.changed', 'file.uploaded', 'invitation.used', 'project.created', 'project.changed', 'project.deleted');
