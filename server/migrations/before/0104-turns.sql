-- Tenants take turns in the queue: who has jobs of a name, and which of them is due first, is asked of one index.
CREATE INDEX jobs_of_tenants ON jobs (name, tenant_id, run_at) WHERE state = 'waiting';
