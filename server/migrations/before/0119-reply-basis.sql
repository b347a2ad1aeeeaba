ALTER TABLE replies ADD COLUMN basis text;
COMMENT ON COLUMN replies.basis IS 'model, or without one: documents, template or limit. Null before the end.';
