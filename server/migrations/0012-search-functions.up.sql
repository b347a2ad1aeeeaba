-- Search beneath row-level security: functions of a role that sees what they need, in the tenant that was entered and in no other.

-- What these functions may read, and nothing else.
GRANT SELECT (tenant_id, id, last_seen_at, terms) ON visitors TO parley_search;
GRANT SELECT (tenant_id, id, conversation_id, said_at, terms) ON search_entries TO parley_search;
GRANT SELECT (tenant_id, id, state, revision, live_revision, blocked_revision, metadata) ON documents TO parley_search;
GRANT SELECT (tenant_id, id, knowledge_base_id, document_id, revision, term_count, is_disabled, terms, profile) ON passages TO parley_search;
GRANT SELECT ON agents TO parley_search;
CREATE POLICY search ON agents FOR SELECT TO parley_search USING (tenant_id = current_tenant());
CREATE POLICY search ON documents FOR SELECT TO parley_search USING (tenant_id = current_tenant());
CREATE POLICY search ON passages FOR SELECT TO parley_search USING (true);
CREATE POLICY search ON visitors FOR SELECT TO parley_search USING (true);
CREATE POLICY search ON search_entries FOR SELECT TO parley_search USING (true);

-- A search sees what is held back only in a transaction that says so, to find out what it would do.
CREATE FUNCTION searched_revision(live integer, held integer)
RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN held IS NOT NULL AND current_setting('parley.sees_blocked', true) = 'on' THEN held ELSE live END $$;
COMMENT ON FUNCTION searched_revision IS 'Which revision of a document this transaction searches.';
REVOKE ALL ON FUNCTION searched_revision FROM PUBLIC;
GRANT EXECUTE ON FUNCTION searched_revision TO parley_app, parley_search;

CREATE FUNCTION search_passages(
  tenant uuid,
  knowledge_base_ids uuid[],
  placed_terms integer[],
  passages_max integer,
  wanted jsonpath DEFAULT NULL,
  placed_groups integer[] DEFAULT '{}',
  group_size integer DEFAULT 2
)
RETURNS TABLE(passage_id uuid, passage_terms integer, passage_profile bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET enable_seqscan = off
AS $$
DECLARE
  has_some text := 'p.terms && $1';
BEGIN
  IF tenant IS NULL OR tenant IS DISTINCT FROM public.current_tenant() THEN
    RAISE EXCEPTION 'Passages are searched in the tenant that was entered and in no other.'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- Written out, one after the other: the index is used for each of these and for no array of arrays.
  FOR at IN 1..cardinality(placed_groups) / group_size LOOP
    has_some := format('%s OR p.terms @> %L::integer[]', has_some, placed_groups[(at - 1) * group_size + 1 : at * group_size]);
  END LOOP;
  RETURN QUERY EXECUTE format($statement$
  SELECT p.id, p.term_count, p.profile
  FROM public.passages p
  WHERE (%s)
    -- Written so that no other index fits: the terms have chosen these rows already, but for what shares a number.
    AND p.tenant_id IS NOT DISTINCT FROM $2
    AND p.knowledge_base_id = ANY ($3)
    AND NOT p.is_disabled
    AND p.revision = (
      SELECT public.searched_revision(d.live_revision, d.blocked_revision) FROM public.documents d
      WHERE d.tenant_id = $2 AND d.id = p.document_id
        AND ($4 IS NULL OR jsonb_path_match(d.metadata, $4, jsonb_build_object('knowledge_base', p.knowledge_base_id), true))
    )
  LIMIT $5
  $statement$, has_some) USING placed_terms, tenant, knowledge_base_ids, wanted, passages_max;
END $$;

CREATE FUNCTION search_conversations(tenant uuid, places tsquery, asked tsquery, entries_max integer)
RETURNS TABLE(entry_id uuid, of_conversation uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET enable_seqscan = off
AS $$
DECLARE
  wanted CONSTANT tsquery := places && asked;
BEGIN
  IF tenant IS NULL OR tenant IS DISTINCT FROM public.current_tenant() THEN
    RAISE EXCEPTION 'Conversations are searched in the tenant that was entered and in no other.'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
  SELECT e.id, e.conversation_id FROM public.search_entries e
  WHERE e.terms @@ wanted
    -- Written so that no other index fits: the marks in the query have chosen these rows already.
    AND e.tenant_id IS NOT DISTINCT FROM tenant
  ORDER BY e.said_at DESC, e.id DESC LIMIT entries_max;
END $$;
COMMENT ON FUNCTION search_conversations IS 'The newest entries with these terms in these places. Whether they may be seen is asked after it.';

CREATE FUNCTION search_entries_before(tenant uuid, places tsquery, asked tsquery, entries_max integer, before uuid)
RETURNS TABLE(entry_id uuid, of_conversation uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET enable_seqscan = off
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

CREATE FUNCTION search_visitors(tenant uuid, place tsquery, asked tsquery, visitors_max integer)
RETURNS TABLE(visitor_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET enable_seqscan = off
AS $$
DECLARE
  wanted CONSTANT tsquery := place && asked;
BEGIN
  IF tenant IS NULL OR tenant IS DISTINCT FROM public.current_tenant() THEN
    RAISE EXCEPTION 'Visitors are searched in the tenant that was entered and in no other.'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
  SELECT v.id FROM public.visitors v
  WHERE v.terms @@ wanted
    -- Written so that no other index fits: the mark in the query has chosen these rows already.
    AND v.tenant_id IS NOT DISTINCT FROM tenant
  ORDER BY v.last_seen_at DESC, v.id DESC LIMIT visitors_max;
END $$;
COMMENT ON FUNCTION search_visitors IS 'Visitors with these terms, those first who were seen last.';

CREATE FUNCTION answering_agents(agent_ids uuid[])
RETURNS SETOF agents
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN QUERY SELECT a.* FROM public.agents a
  WHERE a.tenant_id = public.current_tenant() AND a.id = ANY (agent_ids);
END $$;
COMMENT ON FUNCTION answering_agents IS 'These agents of the tenant that was entered, also those that are a member''s own.';

-- Each belongs to the role that may read what it looks through; others may only call it.
GRANT CREATE ON SCHEMA public TO parley_search;
REVOKE ALL ON FUNCTION search_passages FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_passages TO parley_app;
ALTER FUNCTION search_passages OWNER TO parley_search;
REVOKE ALL ON FUNCTION search_conversations FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_conversations TO parley_app;
ALTER FUNCTION search_conversations OWNER TO parley_search;
REVOKE ALL ON FUNCTION search_entries_before FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_entries_before TO parley_app;
ALTER FUNCTION search_entries_before OWNER TO parley_search;
REVOKE ALL ON FUNCTION search_visitors FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_visitors TO parley_app;
ALTER FUNCTION search_visitors OWNER TO parley_search;
REVOKE ALL ON FUNCTION answering_agents FROM PUBLIC;
GRANT EXECUTE ON FUNCTION answering_agents TO parley_app;
ALTER FUNCTION answering_agents OWNER TO parley_search;
REVOKE CREATE ON SCHEMA public FROM parley_search;
