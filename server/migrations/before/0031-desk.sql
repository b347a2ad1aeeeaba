ALTER TABLE conversations
  ADD COLUMN held_by text NOT NULL DEFAULT 'agent' CHECK (held_by IN ('agent', 'queue', 'member')),
  ADD COLUMN holder_id uuid,
  ADD CHECK ((held_by = 'member') = (holder_id IS NOT NULL));
CREATE INDEX conversations_held ON conversations (tenant_id, held_by, updated_at DESC, id DESC)
  WHERE is_desk AND held_by <> 'agent';
COMMENT ON COLUMN conversations.held_by IS 'Who answers: its agent, the member who took it, or nobody yet because it waits for one.';
COMMENT ON COLUMN conversations.holder_id IS 'The member who has it.';

ALTER TABLE replies ADD COLUMN released_at timestamptz;
COMMENT ON COLUMN replies.released_at IS 'When its writer let go of it, after somebody else got the conversation. Nothing more of it is shown after that.';

CREATE TABLE desk_states (
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'pending', 'snoozed', 'resolved')),
  snoozed_until timestamptz(3),
  priority text NOT NULL DEFAULT 'none' CHECK (priority IN ('none', 'low', 'medium', 'high', 'urgent')),
  labels text[] NOT NULL DEFAULT '{}',
  asked_at timestamptz(3),
  asked_why text,
  asked_text text,
  first_answered_at timestamptz(3),
  told_nobody_at timestamptz(3),
  PRIMARY KEY (tenant_id, conversation_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  CHECK ((state = 'snoozed') = (snoozed_until IS NOT NULL))
);
CREATE INDEX desk_states_state ON desk_states (tenant_id, state);
COMMENT ON TABLE desk_states IS 'How the desk keeps a conversation, from its first handoff on. Its owner sees nothing of it.';
COMMENT ON COLUMN desk_states.snoozed_until IS 'When it opens again by itself.';
COMMENT ON COLUMN desk_states.labels IS 'Words that the desk sorts by.';
COMMENT ON COLUMN desk_states.asked_at IS 'When a person was asked for last.';
COMMENT ON COLUMN desk_states.first_answered_at IS 'When a member answered first after that.';
COMMENT ON COLUMN desk_states.told_nobody_at IS 'When its owner was told that nobody is there; once for each time a person was asked for.';

CREATE TABLE desk_entries (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('note', 'draft', 'handed')),
  author_kind text NOT NULL,
  author_id uuid,
  author_name text NOT NULL,
  text text NOT NULL DEFAULT '',
  reply_id uuid,
  from_by text,
  from_id uuid,
  to_by text,
  to_id uuid,
  why text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX desk_entries_conversation ON desk_entries (tenant_id, conversation_id, id);
CREATE UNIQUE INDEX desk_entries_draft ON desk_entries (tenant_id, reply_id) WHERE kind = 'draft';
COMMENT ON TABLE desk_entries IS 'What only the desk reads of a conversation: notes, what an agent wrote too late, and who had it when.';
COMMENT ON COLUMN desk_entries.reply_id IS 'Of a draft: the reply that was lost.';
COMMENT ON COLUMN desk_entries.why IS 'Of a handoff: why it happened (contract/src/shapes/desk.ts).';

CREATE TABLE desk_absences (
  tenant_id uuid NOT NULL,
  member_id uuid NOT NULL,
  since timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, member_id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE desk_absences IS 'Members who said that they are away from the desk, though they may be signed in.';
