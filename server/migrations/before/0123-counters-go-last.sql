-- Events are numbered by their tenant's counter as the last that a transaction does. Whoever deletes a tenant so takes the
-- counter last, too, behind all that others hold who wait for it.
ALTER TABLE event_counters
  DROP CONSTRAINT event_counters_tenant_id_fkey,
  ADD CONSTRAINT event_counters_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants
    DEFERRABLE INITIALLY DEFERRED NOT VALID;
ALTER TABLE event_counters VALIDATE CONSTRAINT event_counters_tenant_id_fkey;
CREATE OR REPLACE FUNCTION remove_traces() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM event_counters WHERE tenant_id = OLD.tenant_id;
  DELETE FROM events WHERE tenant_id = OLD.tenant_id;
  DELETE FROM jobs WHERE tenant_id = OLD.tenant_id;
  RETURN OLD;
END $$;
COMMENT ON COLUMN events.number IS E'Growing within the tenant without a gap, in the order of commits; what clients resume by.\n在租户内按提交顺序连续递增；客户端据此续传。';
COMMENT ON COLUMN events.position IS E'Order of insertion, by which those are numbered that a process of an earlier version left without a number.\n插入顺序；较早版本的进程留下的未编号事件按此编号。';
