ALTER TABLE agent_sources ADD COLUMN filter jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(filter) = 'array');
COMMENT ON COLUMN agent_sources.filter IS 'Conditions that the metadata of its documents must meet to count; none: all count.';

-- Documents are kept to before passages are cut to so many: a narrow filter would otherwise find less than there is.
DROP FUNCTION search_passages(uuid, uuid[], integer[], integer);
CREATE FUNCTION search_passages(tenant uuid, source_ids uuid[], placed_terms integer[], passages_max integer, wanted jsonpath DEFAULT NULL)
RETURNS TABLE (passage_id uuid, passage_terms integer, passage_profile bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
-- Every table is asked by an index, also before its first ANALYZE, when the planner does not know that it has grown.
SET enable_seqscan = off
AS $$
BEGIN
  IF tenant IS NULL OR tenant IS DISTINCT FROM public.current_tenant() THEN
    RAISE EXCEPTION 'Passages are searched in the tenant that was entered and in no other.'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
  SELECT p.id, p.term_count, p.profile
  FROM public.passages p
  WHERE p.terms && placed_terms
    -- Written so that no other index fits: the terms have chosen these rows already, but for what shares a number.
    AND p.tenant_id IS NOT DISTINCT FROM tenant
    AND p.source_id = ANY (source_ids)
    AND NOT p.is_disabled
    AND p.revision = (
      SELECT public.searched_revision(d.live_revision, d.held_revision) FROM public.documents d
      WHERE d.tenant_id = tenant AND d.id = p.document_id
        AND (wanted IS NULL OR jsonb_path_match(d.metadata, wanted, jsonb_build_object('source', p.source_id), true))
    )
  LIMIT passages_max;
END $$;
COMMENT ON FUNCTION search_passages IS 'What may be found of these sources that has one of the terms, of documents whose metadata fits, in no order; that many at most.';
REVOKE ALL ON FUNCTION search_passages FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_passages TO parley_app;
GRANT CREATE ON SCHEMA public TO parley_search;
ALTER FUNCTION search_passages OWNER TO parley_search;
REVOKE CREATE ON SCHEMA public FROM parley_search;

ALTER TABLE test_questions ADD COLUMN revision integer NOT NULL DEFAULT 1;
COMMENT ON COLUMN test_questions.revision IS 'Grows when what is asked or expected changes; only results of the same one are compared.';
