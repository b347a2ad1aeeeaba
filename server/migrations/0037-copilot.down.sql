DROP TABLE message_translations;
DELETE FROM desk_entries WHERE kind = 'summary';
ALTER TABLE desk_entries DROP COLUMN summary, DROP CONSTRAINT desk_entries_kind_check,
  ADD CONSTRAINT desk_entries_kind_check CHECK (kind IN ('note', 'draft', 'handed'));
UPDATE completions SET purpose = 'answer' WHERE purpose = 'copilot';
