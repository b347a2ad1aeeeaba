-- No foreign key to a reader: who reads may be removed, and what was read stays read.
CREATE TABLE read_positions (
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  reader_id uuid NOT NULL,
  reader_kind text NOT NULL CHECK (reader_kind IN ('member', 'visitor')),
  seq integer NOT NULL,
  read_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, conversation_id, reader_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX read_positions_reader ON read_positions (tenant_id, reader_id, conversation_id);
COMMENT ON TABLE read_positions IS 'How far each reader of a conversation has read it. Never moves back.';
COMMENT ON COLUMN read_positions.seq IS 'The newest message that was read; those before it were read too.';
COMMENT ON COLUMN read_positions.reader_id IS 'Its owner, or a member who works at the desk.';

CREATE TABLE conversation_summaries (
  tenant_id uuid NOT NULL,
  message_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  seq integer NOT NULL,
  text text NOT NULL,
  model text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, message_id),
  FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX conversation_summaries_newest ON conversation_summaries (tenant_id, conversation_id, seq DESC);
COMMENT ON TABLE conversation_summaries IS 'What was said up to a message, in short: what an agent knows of what its model is no longer shown.';
COMMENT ON COLUMN conversation_summaries.message_id IS 'The last message that it takes in. It holds for every branch that goes on from there.';
COMMENT ON COLUMN conversation_summaries.seq IS 'That of the message, so that the newest is found first.';

ALTER TABLE conversations ADD COLUMN is_named boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN conversations.is_named IS 'Whether its title stays as it is: a person chose it, or a model has found one.';

ALTER TABLE agents ADD COLUMN summary_every integer CHECK (summary_every >= 0);
COMMENT ON COLUMN agents.summary_every IS 'How many messages a summary takes in at a time; 0: there is none; null: as the server has it.';

ALTER TABLE completions
  ADD COLUMN purpose text NOT NULL DEFAULT 'answer' CHECK (purpose IN ('answer', 'summary', 'title'));
COMMENT ON COLUMN completions.purpose IS 'What the model was asked for: an answer to a caller, or something that a conversation of ours needs.';

-- What is there was read by whoever could read it. The owner of a table that forces its isolation sees nothing of it.
ALTER TABLE conversations NO FORCE ROW LEVEL SECURITY;
ALTER TABLE members NO FORCE ROW LEVEL SECURITY;
UPDATE conversations SET is_named = true WHERE title <> '';
INSERT INTO read_positions (tenant_id, conversation_id, reader_id, reader_kind, seq)
SELECT tenant_id, id, owner_id, owner_kind, last_seq FROM conversations
UNION
SELECT c.tenant_id, c.id, m.id, 'member', c.last_seq
FROM conversations c JOIN members m ON m.tenant_id = c.tenant_id AND m.role IN ('operator', 'admin', 'owner')
WHERE c.is_desk AND m.id <> c.owner_id;
