CREATE TABLE tool_rules (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  agent_id uuid,
  position integer NOT NULL,
  pattern text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('allow', 'ask', 'deny')),
  allows_tainted boolean NOT NULL DEFAULT false,
  person_may_decide boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX tool_rules_agent ON tool_rules (tenant_id, agent_id, position);
COMMENT ON TABLE tool_rules IS 'Which tools may be called, must be asked for, or are forbidden: for all agents, or for one.';
COMMENT ON COLUMN tool_rules.agent_id IS 'Null: for every agent of the tenant.';
COMMENT ON COLUMN tool_rules.position IS 'Where it stands in the list that was set, from 0 on; it decides nothing.';
COMMENT ON COLUMN tool_rules.allows_tainted IS 'Whether it allows a call also once text from outside has been read.';
COMMENT ON COLUMN tool_rules.person_may_decide IS 'Whether the visitor or end user an agent talks with may consent, besides the desk.';

CREATE TABLE tool_settings (
  tenant_id uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
  approval_days integer NOT NULL DEFAULT 7 CHECK (approval_days BETWEEN 1 AND 90)
);
COMMENT ON TABLE tool_settings IS 'How long consent is waited for; no row: seven days.';

CREATE TABLE tool_approvals (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  reply_id uuid NOT NULL,
  message_id uuid NOT NULL,
  call_id text NOT NULL,
  name text NOT NULL,
  tool text NOT NULL,
  fingerprint text NOT NULL,
  input jsonb NOT NULL,
  is_tainted boolean NOT NULL,
  person_may_decide boolean NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'approved', 'denied', 'expired', 'void')),
  expires_at timestamptz(3) NOT NULL,
  decided_by uuid,
  decided_at timestamptz(3),
  follow_up_reply_id uuid,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, reply_id, call_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, reply_id) REFERENCES replies (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX tool_approvals_conversation ON tool_approvals (tenant_id, conversation_id, id);
CREATE INDEX tool_approvals_message ON tool_approvals (tenant_id, message_id);
CREATE INDEX tool_approvals_pending ON tool_approvals (tenant_id, id) WHERE state = 'pending';
COMMENT ON TABLE tool_approvals IS 'A tool call that waits for somebody’s consent, and what became of it. What was shown is what runs.';
COMMENT ON COLUMN tool_approvals.name IS 'What the model calls the tool.';
COMMENT ON COLUMN tool_approvals.tool IS 'What lists and policies call it.';
COMMENT ON COLUMN tool_approvals.input IS 'The arguments as they were shown: any JSON.';
COMMENT ON COLUMN tool_approvals.fingerprint IS 'Of the tool as it was when consent was asked for; another tool does not run on it.';
COMMENT ON COLUMN tool_approvals.follow_up_reply_id IS 'The one reply that may make the call.';

CREATE TABLE tool_grants (
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  tool text NOT NULL,
  fingerprint text NOT NULL,
  granted_by uuid,
  granted_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, conversation_id, tool),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE tool_grants IS 'Tools that need no further consent in a conversation.';

ALTER TABLE conversations ADD COLUMN pending_approvals integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN conversations.pending_approvals IS 'How many tool calls wait for consent here, so that a turn need not look.';
