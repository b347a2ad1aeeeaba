-- What was added to the index and is not sorted in yet is gone through by every search, so it is kept small.
ALTER INDEX passages_terms SET (gin_pending_list_limit = 1024);
-- No plan depends on what these hold, and to count it takes seconds, for which the embedded database does nothing else.
ALTER TABLE passages
  ALTER COLUMN terms SET STATISTICS 0,
  ALTER COLUMN profile SET STATISTICS 0,
  ALTER COLUMN text SET STATISTICS 0,
  ALTER COLUMN heading_path SET STATISTICS 0;
ALTER TABLE passage_vectors ALTER COLUMN vector SET STATISTICS 0;
