DROP TABLE spent_readings;
ALTER TABLE site_pages DROP COLUMN trouble, DROP COLUMN change;
ALTER TABLE sites
  DROP COLUMN removed, DROP COLUMN removed_count, DROP COLUMN is_paused, DROP COLUMN exclude, DROP COLUMN include;
ALTER TABLE sources DROP COLUMN embedding_due_at, DROP COLUMN embedding_trouble;
ALTER TABLE documents DROP COLUMN failure_reason, DROP COLUMN metadata;
