-- Jobs by the day of their ids, made ahead of time by the server (platform/database/partitions). What fits in none is kept in
-- jobs_rest, as are the few that are not over with their day.
ALTER TABLE jobs RENAME TO jobs_first;
ALTER INDEX jobs_pkey RENAME TO jobs_first_pkey;
ALTER INDEX jobs_due RENAME TO jobs_first_due;
ALTER INDEX jobs_leased RENAME TO jobs_first_leased;
ALTER INDEX jobs_waiting RENAME TO jobs_first_waiting;
ALTER INDEX jobs_of_tenants RENAME TO jobs_first_of_tenants;
ALTER INDEX jobs_dead RENAME TO jobs_first_dead;
ALTER INDEX jobs_ended RENAME TO jobs_first_ended;

CREATE TABLE jobs (LIKE jobs_first INCLUDING DEFAULTS INCLUDING COMMENTS, PRIMARY KEY (tenant_id, id),
  CONSTRAINT jobs_state_check CHECK (state IN ('waiting', 'running', 'done', 'dead'))) PARTITION BY RANGE (id);
CREATE INDEX jobs_due ON jobs (run_at) WHERE state = 'waiting';
CREATE INDEX jobs_waiting ON jobs (name, run_at) WHERE state = 'waiting';
CREATE INDEX jobs_of_tenants ON jobs (name, tenant_id, run_at) WHERE state = 'waiting';
CREATE INDEX jobs_leased ON jobs (lease_until) WHERE state = 'running';
CREATE INDEX jobs_dead ON jobs (ended_at) WHERE state = 'dead';
CREATE TABLE jobs_rest PARTITION OF jobs DEFAULT;
ALTER TABLE jobs_rest SET (fillfactor = 70), ALTER COLUMN input SET STATISTICS 0, ALTER COLUMN actor SET STATISTICS 0,
  ALTER COLUMN request_id SET STATISTICS 0, ALTER COLUMN last_error SET STATISTICS 0;
DO $$
DECLARE
  bound CONSTANT text := (SELECT substring(pg_get_constraintdef(oid) FROM '''([0-9a-f-]{36})''') FROM pg_constraint
    WHERE conrelid = 'jobs_first'::regclass AND conname = 'jobs_bound');
BEGIN
  EXECUTE format('ALTER TABLE jobs ATTACH PARTITION jobs_first FOR VALUES FROM (MINVALUE) TO (%L)', bound);
END $$;
ALTER TABLE jobs_first DROP CONSTRAINT jobs_bound;
COMMENT ON TABLE jobs IS E'Work to be done after a commit. Stored with the change that asks for it.\n提交之后要做的工作，与提出它的改动一同保存。';
REVOKE ALL ON jobs_first FROM parley_app, parley_system;
