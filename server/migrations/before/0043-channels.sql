CREATE TABLE channels (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  agent_id uuid,
  is_closed boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE SET NULL (agent_id)
);
COMMENT ON TABLE channels IS 'Outside systems whose people write to us through them.';
COMMENT ON COLUMN channels.agent_id IS 'Who answers what begins there; null for the tenant''s first agent.';

CREATE TABLE channel_threads (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  channel_id uuid NOT NULL,
  outside_id text NOT NULL,
  outside_person_id text NOT NULL,
  conversation_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, channel_id, outside_id),
  FOREIGN KEY (tenant_id, channel_id) REFERENCES channels (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX channel_threads_conversation ON channel_threads (tenant_id, conversation_id);
CREATE INDEX channel_threads_visitor ON channel_threads (tenant_id, visitor_id);
COMMENT ON TABLE channel_threads IS 'Which conversation stands for a thread of an outside system.';
COMMENT ON COLUMN channel_threads.outside_id IS 'What that system calls the thread; outside_person_id whoever writes there.';

CREATE TABLE channel_messages (
  tenant_id uuid NOT NULL,
  channel_id uuid NOT NULL,
  message_id uuid NOT NULL,
  outside_id text,
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  state text CHECK (state IN ('sent', 'delivered', 'read', 'failed')),
  detail text NOT NULL DEFAULT '',
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, message_id),
  UNIQUE (tenant_id, channel_id, outside_id),
  FOREIGN KEY (tenant_id, channel_id) REFERENCES channels (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE channel_messages IS 'What an outside system calls a message, and how far an answer came there.';
COMMENT ON COLUMN channel_messages.outside_id IS 'Null for an answer whose name there is not known.';
COMMENT ON COLUMN channel_messages.direction IS 'in: its people said it; out: we did.';
COMMENT ON COLUMN channel_messages.state IS 'Of an answer: it was handed over, it arrived, it was read, or it did not arrive, because of detail.';

ALTER TABLE webhooks
  ADD COLUMN channel_id uuid,
  ADD FOREIGN KEY (tenant_id, channel_id) REFERENCES channels (tenant_id, id) ON DELETE CASCADE;
COMMENT ON COLUMN webhooks.channel_id IS 'Whose answers it carries out, and nothing else; null for one that is told of events.';
