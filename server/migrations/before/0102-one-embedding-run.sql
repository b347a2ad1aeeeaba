ALTER TABLE sources
  ADD COLUMN embedding_run_id uuid,
  ADD COLUMN embedding_run_until timestamptz,
  ADD COLUMN embedding_run_awaited boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN sources.embedding_run_id IS 'Who makes vectors of its passages at the moment: one at a time, as each passage is paid for.';
COMMENT ON COLUMN sources.embedding_run_until IS 'Until then no other may begin; after that its process is taken for dead.';
COMMENT ON COLUMN sources.embedding_run_awaited IS 'Whether another came meanwhile, who goes on should that one give up.';
