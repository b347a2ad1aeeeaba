-- A worker asks for jobs of one name at a time; with many waiting it went through those of all names.
CREATE INDEX jobs_waiting ON jobs (name, run_at) WHERE state = 'waiting';

-- No plan asks how these values are spread, and taking apart whole documents to find out was most of what statistics cost.
ALTER TABLE jobs
  ALTER COLUMN input SET STATISTICS 0,
  ALTER COLUMN actor SET STATISTICS 0,
  ALTER COLUMN request_id SET STATISTICS 0,
  ALTER COLUMN last_error SET STATISTICS 0;
ALTER TABLE events
  ALTER COLUMN id SET STATISTICS 0,
  ALTER COLUMN payload SET STATISTICS 0,
  ALTER COLUMN request_id SET STATISTICS 0;
ALTER TABLE messages
  ALTER COLUMN parts SET STATISTICS 0,
  ALTER COLUMN author_name SET STATISTICS 0;
ALTER TABLE search_entries ALTER COLUMN terms SET STATISTICS 0;
