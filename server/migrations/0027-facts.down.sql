-- What it cost stays on the bill.
ALTER TABLE completions NO FORCE ROW LEVEL SECURITY;
UPDATE completions SET purpose = 'answer' WHERE purpose = 'facts';
ALTER TABLE completions FORCE ROW LEVEL SECURITY;
ALTER TABLE completions DROP CONSTRAINT completions_purpose_check,
  ADD CONSTRAINT completions_purpose_check CHECK (purpose IN ('answer', 'summary', 'title'));
ALTER TABLE agents DROP COLUMN remembers;
DROP TABLE memory_choices;
DROP TABLE lessons;
DROP TABLE facts;
