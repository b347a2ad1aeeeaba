-- Jobs become partitions by the day of their ids. The table of today is to be the oldest of them: from this id on, weeks
-- from now, nothing is stored in it any more. Not looked through here, where everybody would wait for it.
DO $$
DECLARE
  bound CONSTANT timestamptz := date_trunc('day', now() + interval '1 month', 'UTC');
BEGIN
  EXECUTE format('ALTER TABLE jobs ADD CONSTRAINT jobs_bound CHECK (id < %L::uuid) NOT VALID',
    overlay(lpad(to_hex((extract(epoch FROM bound) * 1000)::bigint), 12, '0') PLACING '-' FROM 9 FOR 0) || '-7000-8000-000000000000');
END $$;
