CREATE TABLE conversations (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  title text NOT NULL DEFAULT '',
  agent_id uuid,
  owner_kind text NOT NULL CHECK (owner_kind IN ('member', 'visitor')),
  owner_id uuid NOT NULL,
  is_desk boolean NOT NULL,
  control_epoch integer NOT NULL DEFAULT 0,
  last_seq integer NOT NULL DEFAULT 0,
  head_message_id uuid,
  active_reply_id uuid,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id)
);
CREATE INDEX conversations_owner ON conversations (tenant_id, owner_id, updated_at DESC, id DESC);
CREATE INDEX conversations_desk ON conversations (tenant_id, updated_at DESC, id DESC) WHERE is_desk;
COMMENT ON COLUMN conversations.is_desk IS 'Opened by a visitor or an end user, so that operators see it.';
COMMENT ON COLUMN conversations.control_epoch IS 'Grows with every change of who answers. An AI write under an older epoch is refused.';
COMMENT ON COLUMN conversations.last_seq IS 'The number of the newest message; counted under this row''s lock, so 1..n without gaps.';
COMMENT ON COLUMN conversations.head_message_id IS 'The last message of the branch that is shown.';
COMMENT ON COLUMN conversations.active_reply_id IS 'The reply that is queued first or running; the others wait for it.';
COMMENT ON TABLE conversations IS 'A tree of messages between a person and whoever answers.';

CREATE TABLE messages (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  seq integer NOT NULL,
  parent_id uuid,
  author_kind text NOT NULL CHECK (author_kind IN ('member', 'visitor', 'agent', 'system')),
  author_id uuid,
  author_name text NOT NULL,
  role text NOT NULL CHECK (role IN ('user', 'assistant', 'system')),
  parts jsonb NOT NULL,
  client_id text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, conversation_id, seq),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX messages_client ON messages (tenant_id, conversation_id, author_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX messages_parent ON messages (tenant_id, conversation_id, parent_id);
COMMENT ON TABLE messages IS 'What was said. An answer''s message is stored with its question and filled while it is written.';
COMMENT ON COLUMN messages.parts IS 'Array of message parts (contract/src/message-parts.ts).';
COMMENT ON COLUMN messages.client_id IS 'Chosen by the author; a repeat gives this message back.';
COMMENT ON COLUMN messages.parent_id IS 'The message it follows. Two with one parent are two branches.';

CREATE TABLE replies (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  message_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued', 'running', 'completed', 'failed', 'cancelled', 'interrupted')),
  attempt integer NOT NULL DEFAULT 0,
  control_epoch integer NOT NULL,
  cancel_requested_at timestamptz,
  code text,
  detail text,
  model text,
  input_tokens integer,
  output_tokens integer,
  first_token_ms integer,
  duration_ms integer,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, message_id),
  FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX replies_open ON replies (tenant_id, conversation_id, created_at) WHERE state IN ('queued', 'running');
COMMENT ON TABLE replies IS 'One answer being written: its state and what it cost. Its lease is that of its job.';
COMMENT ON COLUMN replies.cancel_requested_at IS 'Asked to stop. Whoever writes it ends it, so that what was shown is what is kept.';
COMMENT ON COLUMN replies.attempt IS 'How often it was begun. A later attempt voids the text of the one before.';
COMMENT ON COLUMN replies.control_epoch IS 'The conversation''s epoch when it was requested.';

CREATE TABLE tool_steps (
  tenant_id uuid NOT NULL,
  reply_id uuid NOT NULL,
  call_id text NOT NULL,
  name text NOT NULL,
  input jsonb NOT NULL,
  has_effect boolean NOT NULL,
  output jsonb,
  is_error boolean NOT NULL DEFAULT false,
  intended_at timestamptz(3) NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (tenant_id, reply_id, call_id),
  FOREIGN KEY (tenant_id, reply_id) REFERENCES replies (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE tool_steps IS 'A tool call: its intent before, its result after. One with an effect and no result is never run again.';
COMMENT ON COLUMN tool_steps.input IS 'The arguments as the model gave them.';
COMMENT ON COLUMN tool_steps.output IS 'What the tool answered, cut to what a model is shown; null until it has.';

CREATE TABLE files (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  owner_kind text NOT NULL,
  owner_id uuid NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size_bytes bigint NOT NULL,
  sha256 text NOT NULL,
  blob_key text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE files IS 'Uploads. The bytes are outside the database, under blob_key.';
