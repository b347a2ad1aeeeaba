ALTER TABLE completions DROP COLUMN purpose;
ALTER TABLE agents DROP COLUMN summary_every;
ALTER TABLE conversations DROP COLUMN is_named;
DROP TABLE conversation_summaries;
DROP TABLE read_positions;
