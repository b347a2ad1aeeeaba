-- Every turn stores events and a job. A foreign key to tenants makes each of them lock the tenant's one row, for which
-- all turns of a tenant then queue; they go with their tenant by a trigger instead.
ALTER TABLE events DROP CONSTRAINT events_tenant_id_fkey;
ALTER TABLE jobs DROP CONSTRAINT jobs_tenant_id_fkey;
CREATE FUNCTION remove_traces() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM events WHERE tenant_id = OLD.tenant_id;
  DELETE FROM jobs WHERE tenant_id = OLD.tenant_id;
  RETURN OLD;
END $$;
CREATE TRIGGER remove_traces AFTER DELETE ON tenants FOR EACH ROW EXECUTE FUNCTION remove_traces();

-- Rows that are changed soon after they are stored: with room beside them, the new version needs no index entries.
ALTER TABLE conversations SET (fillfactor = 70);
ALTER TABLE messages SET (fillfactor = 70);
ALTER TABLE replies SET (fillfactor = 70);
ALTER TABLE jobs SET (fillfactor = 70);
ALTER TABLE events SET (fillfactor = 70);
