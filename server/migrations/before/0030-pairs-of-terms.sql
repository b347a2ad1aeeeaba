-- A question of common words alone is answered from what has two of them: one alone is in too many passages to score
-- them all, and those that happen to be met first are not the best.
DROP FUNCTION search_passages(uuid, uuid[], integer[], integer, jsonpath);
CREATE FUNCTION search_passages(
  tenant uuid, source_ids uuid[], placed_terms integer[], passages_max integer, wanted jsonpath DEFAULT NULL,
  placed_pairs integer[] DEFAULT '{}'
) RETURNS TABLE (passage_id uuid, passage_terms integer, passage_profile bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
-- Every table is asked by an index, also before its first ANALYZE, when the planner does not know that it has grown.
SET enable_seqscan = off
AS $$
DECLARE
  has_some text := 'p.terms && $1';
BEGIN
  IF tenant IS NULL OR tenant IS DISTINCT FROM public.current_tenant() THEN
    RAISE EXCEPTION 'Passages are searched in the tenant that was entered and in no other.'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- Written out, one after the other: the index is used for each of these and for no array of arrays.
  FOR at IN 1..cardinality(placed_pairs) / 2 LOOP
    has_some := format('%s OR p.terms @> ARRAY[%s, %s]', has_some, placed_pairs[2 * at - 1], placed_pairs[2 * at]);
  END LOOP;
  RETURN QUERY EXECUTE format($statement$
  SELECT p.id, p.term_count, p.profile
  FROM public.passages p
  WHERE (%s)
    -- Written so that no other index fits: the terms have chosen these rows already, but for what shares a number.
    AND p.tenant_id IS NOT DISTINCT FROM $2
    AND p.source_id = ANY ($3)
    AND NOT p.is_disabled
    AND p.revision = (
      SELECT public.searched_revision(d.live_revision, d.held_revision) FROM public.documents d
      WHERE d.tenant_id = $2 AND d.id = p.document_id
        AND ($4 IS NULL OR jsonb_path_match(d.metadata, $4, jsonb_build_object('source', p.source_id), true))
    )
  LIMIT $5
  $statement$, has_some) USING placed_terms, tenant, source_ids, wanted, passages_max;
END $$;
COMMENT ON FUNCTION search_passages IS 'What may be found of these sources that has one of the terms, or both of one of the pairs, of documents whose metadata fits, in no order; that many at most.';
REVOKE ALL ON FUNCTION search_passages FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_passages TO parley_app;
GRANT CREATE ON SCHEMA public TO parley_search;
ALTER FUNCTION search_passages OWNER TO parley_search;
REVOKE CREATE ON SCHEMA public FROM parley_search;
