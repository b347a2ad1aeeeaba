-- Runs after every migration. A table with a tenant_id is isolated here and nowhere else: row-level security that
-- holds for its owner too, one policy, and the two roles' rights. A new table cannot forget it. What is as it should be is
-- not touched: each of these changes would wait for everybody who reads the table, and have everybody wait.
DO $$
DECLARE
  found record;
  -- Tables on which the system role works across tenants: to find out who is knocking, to move work and events.
  across text[] := ARRAY['tenants', 'members', 'visitors', 'invitations', 'sessions', 'spent_refresh_tokens', 'api_keys',
    'socket_tickets', 'widgets', 'visitor_sessions', 'jobs', 'scheduled_jobs', 'stale_hours', 'events', 'event_counters', 'event_consumers',
    -- As they are called before 0140.
    'sign_ins', 'widget_passes', 'appointments', 'event_followers'];
BEGIN
  FOR found IN
    SELECT c.relname AS name, c.relispartition AS is_part, c.relrowsecurity AS isolates, c.relforcerowsecurity AS forces,
      EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant') AS has_tenant_policy,
      EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'across') AS has_across_policy
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
  LOOP
    IF NOT found.isolates THEN
      EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', found.name);
    END IF;
    IF NOT found.forces THEN
      EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', found.name);
    END IF;
    IF NOT found.has_tenant_policy THEN
      EXECUTE format('CREATE POLICY tenant ON %I TO parley_app USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())', found.name);
    END IF;
    -- A partition is reached through its table, by whose policies; nobody needs rights on it alone.
    CONTINUE WHEN found.is_part;
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parley_app', found.name);
    IF found.name = ANY (across) THEN
      IF NOT found.has_across_policy THEN
        EXECUTE format('CREATE POLICY across ON %I TO parley_system USING (true) WITH CHECK (true)', found.name);
      END IF;
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parley_system', found.name);
    END IF;
  END LOOP;
  -- The one table without a tenant: there is none yet when it is used.
  IF to_regclass('public.setup_links') IS NOT NULL THEN
    GRANT SELECT, INSERT, DELETE ON setup_links TO parley_system;
  END IF;
END $$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO parley_app, parley_system;
