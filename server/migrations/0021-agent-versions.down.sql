DROP TABLE conversation_readings;
DROP TABLE suggestions;
ALTER TABLE replies DROP COLUMN agent_version;
DROP TABLE agent_drafts;
DROP TABLE agent_versions;
ALTER TABLE agents
  DROP COLUMN tone,
  DROP COLUMN examples,
  DROP COLUMN top_p,
  DROP COLUMN max_output_tokens,
  DROP COLUMN frequency_penalty,
  DROP COLUMN presence_penalty,
  DROP COLUMN version,
  DROP COLUMN adapts,
  DROP COLUMN adapts_every,
  DROP COLUMN adapts_above;
