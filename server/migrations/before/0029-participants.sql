ALTER TABLE conversations ADD COLUMN participant_ids uuid[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN conversations.participant_ids IS 'The agents that take part, as they joined; the one that answers may be missing here. Beside the row, so that a turn reads nothing more.';

ALTER TABLE agents
  ADD COLUMN colleague_ids uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN splits_replies boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN agents.colleague_ids IS 'The agents that it may hand a conversation to, wherever it answers. One that was deleted is passed over.';
COMMENT ON COLUMN agents.splits_replies IS 'Whether its answers arrive as several messages, one after another.';
