-- Where its time was over the oldest partition is gone.
DO $$
BEGIN
  IF to_regclass('jobs_first') IS NOT NULL THEN
    ALTER TABLE jobs DETACH PARTITION jobs_first;
  ELSE
    CREATE TABLE jobs_first (LIKE jobs_rest INCLUDING ALL);
    ALTER INDEX jobs_first_run_at_idx RENAME TO jobs_first_due;
    ALTER INDEX jobs_first_lease_until_idx RENAME TO jobs_first_leased;
    ALTER INDEX jobs_first_name_run_at_idx RENAME TO jobs_first_waiting;
    ALTER INDEX jobs_first_name_tenant_id_run_at_idx RENAME TO jobs_first_of_tenants;
    ALTER INDEX jobs_first_ended_at_idx RENAME TO jobs_first_dead;
    CREATE INDEX jobs_first_ended ON jobs_first (ended_at) WHERE state IN ('done', 'dead');
    ALTER TABLE jobs_first SET (fillfactor = 70);
    CREATE POLICY across ON jobs_first TO parley_system USING (true) WITH CHECK (true);
    CREATE POLICY tenant ON jobs_first TO parley_app USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
    ALTER TABLE jobs_first ENABLE ROW LEVEL SECURITY;
  END IF;
END $$;
INSERT INTO jobs_first SELECT * FROM jobs;
DROP TABLE jobs;
ALTER TABLE jobs_first RENAME TO jobs;
ALTER INDEX jobs_first_pkey RENAME TO jobs_pkey;
ALTER INDEX jobs_first_due RENAME TO jobs_due;
ALTER INDEX jobs_first_leased RENAME TO jobs_leased;
ALTER INDEX jobs_first_waiting RENAME TO jobs_waiting;
ALTER INDEX jobs_first_of_tenants RENAME TO jobs_of_tenants;
ALTER INDEX jobs_first_dead RENAME TO jobs_dead;
ALTER INDEX jobs_first_ended RENAME TO jobs_ended;
ALTER TABLE jobs ADD CONSTRAINT jobs_bound CHECK (id < 'ffffffff-ffff-ffff-ffff-ffffffffffff') NOT VALID;
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs TO parley_app, parley_system;
