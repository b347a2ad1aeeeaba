ALTER TABLE sources DROP COLUMN embedding_run_awaited, DROP COLUMN embedding_run_until, DROP COLUMN embedding_run_id;
