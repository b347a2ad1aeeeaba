-- Entries by the month of their ids, made ahead of time by the server (platform/database/partitions). What fits in none is
-- kept in search_entries_rest.
ALTER TABLE search_entries RENAME TO search_entries_first;
ALTER INDEX search_entries_pkey RENAME TO search_entries_first_pkey;
ALTER INDEX search_entries_terms RENAME TO search_entries_first_terms;
ALTER INDEX search_entries_conversation RENAME TO search_entries_first_conversation;

CREATE TABLE search_entries (LIKE search_entries_first INCLUDING DEFAULTS INCLUDING COMMENTS, PRIMARY KEY (tenant_id, id))
  PARTITION BY RANGE (id);
ALTER TABLE search_entries ADD FOREIGN KEY (tenant_id) REFERENCES tenants ON DELETE CASCADE;
CREATE INDEX search_entries_terms ON search_entries USING gin (terms);
CREATE INDEX search_entries_conversation ON search_entries (tenant_id, conversation_id);
CREATE TABLE search_entries_rest PARTITION OF search_entries DEFAULT;
ALTER TABLE search_entries_rest ALTER COLUMN terms SET STATISTICS 0;
DO $$
DECLARE
  bound CONSTANT text := (SELECT substring(pg_get_constraintdef(oid) FROM '''([0-9a-f-]{36})''') FROM pg_constraint
    WHERE conrelid = 'search_entries_first'::regclass AND conname = 'search_entries_bound');
BEGIN
  EXECUTE format('ALTER TABLE search_entries ATTACH PARTITION search_entries_first FOR VALUES FROM (MINVALUE) TO (%L)', bound);
END $$;
ALTER TABLE search_entries_first DROP CONSTRAINT search_entries_bound;
COMMENT ON TABLE search_entries IS E'What conversations are found by: one entry for each title and each message.\n用于查找会话的条目，每个标题和每条消息各一条。';

REVOKE ALL ON search_entries_first FROM parley_app, parley_search;
REVOKE SELECT (tenant_id, id, conversation_id, said_at, terms) ON search_entries_first FROM parley_search;
GRANT SELECT (tenant_id, id, conversation_id, said_at, terms) ON search_entries TO parley_search;
CREATE POLICY search ON search_entries FOR SELECT TO parley_search USING (true);

-- The function of before, which processes of that version still call, looks through all partitions and sorts what it finds.
CREATE FUNCTION search_entries_before(tenant uuid, places tsquery, asked tsquery, entries_max integer, before uuid)
RETURNS TABLE (entry_id uuid, of_conversation uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
AS $$
DECLARE
  looked_at_first CONSTANT integer := 5000;
  looked_at_most CONSTANT integer := 100000;
  wanted CONSTANT tsquery := places && asked;
  -- From this id on everything was looked through.
  through uuid := before;
  found integer := 0;
  looking integer := looked_at_first;
  fitting integer;
  bound uuid;
BEGIN
  IF tenant IS NULL OR tenant IS DISTINCT FROM public.current_tenant() THEN
    RAISE EXCEPTION 'Conversations are searched in the tenant that was entered and in no other.'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- What many entries say is soon found in the newest ones, which are read in their order: with the index of terms all that
  -- say it would be fetched and sorted.
  LOOP
    RETURN QUERY
    SELECT e.id, e.conversation_id FROM (
      SELECT n.id, n.conversation_id, n.terms FROM public.search_entries n
      WHERE n.tenant_id = tenant AND n.id < through ORDER BY n.id DESC LIMIT looking) e
    WHERE e.terms @@ wanted ORDER BY e.id DESC LIMIT entries_max - found;
    GET DIAGNOSTICS fitting = ROW_COUNT;
    found := found + fitting;
    IF found >= entries_max THEN RETURN; END IF;
    through := (SELECT e.id FROM public.search_entries e
      WHERE e.tenant_id = tenant AND e.id < through ORDER BY e.id DESC OFFSET looking - 1 LIMIT 1);
    IF through IS NULL THEN RETURN; END IF;
    EXIT WHEN looking > looked_at_first OR fitting * 200 < looking;
    looking := least(looked_at_most, (entries_max - found) * (looking / fitting + 1) * 6 / 5);
  END LOOP;
  -- The rest is rarer, and found by its terms in one partition after another.
  FOR bound IN
    SELECT DISTINCT coalesce(substring(pg_get_expr(c.relpartbound, c.oid) FROM 'FROM \(''([0-9a-f-]{36})''')::uuid,
      '00000000-0000-0000-0000-000000000000') AS bounds
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'public.search_entries'::regclass ORDER BY bounds DESC
  LOOP
    CONTINUE WHEN bound >= through;
    -- Planned for these bounds, so that nothing but their partition is opened. Written so that no index but that of terms
    -- fits: the marks in the query have chosen the tenant already.
    RETURN QUERY EXECUTE 'SELECT e.id, e.conversation_id FROM public.search_entries e
      WHERE e.terms @@ $1 AND e.id >= $2 AND e.id < $3 AND e.tenant_id IS NOT DISTINCT FROM $4
      ORDER BY e.id DESC LIMIT $5' USING wanted, bound, through, tenant, entries_max - found;
    GET DIAGNOSTICS fitting = ROW_COUNT;
    found := found + fitting;
    IF found >= entries_max THEN RETURN; END IF;
    through := bound;
  END LOOP;
END $$;
COMMENT ON FUNCTION search_entries_before IS 'The newest entries before an id with these terms in these places. Whether they may be seen is asked after it.';
REVOKE ALL ON FUNCTION search_entries_before FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_entries_before TO parley_app;
GRANT CREATE ON SCHEMA public TO parley_search;
ALTER FUNCTION search_entries_before OWNER TO parley_search;
REVOKE CREATE ON SCHEMA public FROM parley_search;
