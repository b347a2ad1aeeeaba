-- Outside a transaction: all jobs are looked through while others go on writing.
ALTER TABLE jobs VALIDATE CONSTRAINT jobs_bound;
-- Those that are done are to go with their day, and need no index.
CREATE INDEX CONCURRENTLY jobs_dead ON jobs (ended_at) WHERE state = 'dead';
