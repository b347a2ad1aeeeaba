ALTER TABLE agents ADD COLUMN unsupported_claims text NOT NULL DEFAULT 'show'
  CHECK (unsupported_claims IN ('show', 'flag', 'withhold', 'hand-over'));
COMMENT ON COLUMN agents.unsupported_claims IS 'What becomes of a sentence of an answer that nothing supports.';

ALTER TABLE agent_sources ADD COLUMN weight double precision NOT NULL DEFAULT 1 CHECK (weight > 0);
COMMENT ON COLUMN agent_sources.weight IS 'What the scores of its passages are multiplied by.';

ALTER TABLE replies ADD COLUMN searched jsonb;
COMMENT ON COLUMN replies.searched IS 'What was looked up for it and how well that supports it; null where nothing was.';
