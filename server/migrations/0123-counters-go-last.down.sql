CREATE OR REPLACE FUNCTION remove_traces() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM events WHERE tenant_id = OLD.tenant_id;
  DELETE FROM jobs WHERE tenant_id = OLD.tenant_id;
  RETURN OLD;
END $$;
ALTER TABLE event_counters
  DROP CONSTRAINT event_counters_tenant_id_fkey,
  ADD CONSTRAINT event_counters_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants ON DELETE CASCADE NOT VALID;
ALTER TABLE event_counters VALIDATE CONSTRAINT event_counters_tenant_id_fkey;
COMMENT ON COLUMN events.number IS E'Given after the commit, growing within the tenant; what clients resume by.\n提交后编号，在租户内递增；客户端据此续传。';
COMMENT ON COLUMN events.position IS E'Order of insertion. Readers never look at it: a slow transaction commits an early position late.\n插入顺序。读者不使用它：较慢的事务可能较晚提交较早的位置。';
