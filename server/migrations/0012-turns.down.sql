ALTER TABLE conversations RESET (fillfactor);
ALTER TABLE messages RESET (fillfactor);
ALTER TABLE replies RESET (fillfactor);
ALTER TABLE jobs RESET (fillfactor);
ALTER TABLE events RESET (fillfactor);

DROP TRIGGER remove_traces ON tenants;
DROP FUNCTION remove_traces();
DELETE FROM events WHERE NOT EXISTS (SELECT FROM tenants WHERE tenants.tenant_id = events.tenant_id);
DELETE FROM jobs WHERE NOT EXISTS (SELECT FROM tenants WHERE tenants.tenant_id = jobs.tenant_id);
ALTER TABLE events ADD CONSTRAINT events_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants ON DELETE CASCADE;
ALTER TABLE jobs ADD CONSTRAINT jobs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants ON DELETE CASCADE;
