ALTER TABLE passages NO FORCE ROW LEVEL SECURITY;
ALTER TABLE term_statistics NO FORCE ROW LEVEL SECURITY;
DROP FUNCTION search_passages(uuid, uuid[], integer[], integer);
ALTER TABLE passages ADD COLUMN vector tsvector;
UPDATE passages p SET vector = coalesce((
  SELECT string_agg(format('''%s'':%s', replace(replace(s.term, '\', '\\'), '''', ''''''), t.places), ' ')::tsvector
  FROM (
    SELECT (get_byte(p.profile, at)::bit(8) || get_byte(p.profile, at + 1)::bit(8)
        || get_byte(p.profile, at + 2)::bit(8) || get_byte(p.profile, at + 3)::bit(8))::bit(32)::integer AS number,
      (SELECT string_agg(place::text, ',') FROM generate_series(1, get_byte(p.profile, at + 4)) place) AS places
    FROM generate_series(0, length(p.profile) - 1, 5) at
  ) t JOIN term_statistics s ON s.tenant_id = p.tenant_id AND s.source_id = p.source_id AND s.number = t.number
), '') || CASE WHEN p.is_disabled THEN '' ELSE format('''=%s'' ''@%s''', p.source_id, p.tenant_id) END::tsvector;
ALTER TABLE passages DROP COLUMN terms, DROP COLUMN profile;
ALTER TABLE passages RENAME COLUMN vector TO terms;
ALTER TABLE passages ALTER COLUMN terms SET NOT NULL;
CREATE INDEX passages_terms ON passages USING gin (terms);
COMMENT ON COLUMN passages.terms IS 'Terms with as many positions as occurrences; =source and @tenant without positions, so that the index alone keeps to them.';
COMMENT ON COLUMN passages.is_disabled IS 'Never found. Its terms then lack the marks of source and tenant.';

ALTER TABLE term_statistics DROP CONSTRAINT term_statistics_pkey, DROP COLUMN number;
ALTER TABLE term_statistics ADD PRIMARY KEY (tenant_id, source_id, term);
ALTER TABLE passages FORCE ROW LEVEL SECURITY;
ALTER TABLE term_statistics FORCE ROW LEVEL SECURITY;

REVOKE SELECT (is_disabled) ON passages FROM parley_search;
GRANT SELECT (tenant_id, id, passage_count, term_count) ON sources TO parley_search;
GRANT SELECT (terms) ON passages TO parley_search;
GRANT SELECT ON term_statistics TO parley_search;
CREATE POLICY search ON sources FOR SELECT TO parley_search USING (tenant_id = current_tenant());
CREATE POLICY search ON term_statistics FOR SELECT TO parley_search USING (tenant_id = current_tenant());
CREATE FUNCTION search_passages(
  tenant uuid, source_ids uuid[], asked_terms text[], asked_weights float8[], candidates_max integer, results_max integer
) RETURNS TABLE (passage_id uuid, score float8)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
-- Every table is asked by an index, also before its first ANALYZE, when the planner does not know that it has grown.
SET enable_seqscan = off
AS $$
DECLARE
  -- The usual constants of BM25.
  k1 CONSTANT float8 := 1.2;
  b CONSTANT float8 := 0.75;
  places text[];
  total float8;
  mean_length float8;
  known_terms text[];
  known_worths float8[];
  candidates tsquery;
BEGIN
  IF tenant IS NULL OR tenant IS DISTINCT FROM public.current_tenant() THEN
    RAISE EXCEPTION 'Passages are searched in the tenant that was entered and in no other.'
      USING ERRCODE = 'insufficient_privilege';
  END IF;

  IF source_ids IS NULL THEN
    places := ARRAY['@' || tenant];
    source_ids := ARRAY(SELECT s.id FROM public.sources s WHERE s.tenant_id = tenant);
  ELSE
    places := ARRAY(SELECT '=' || u FROM unnest(source_ids) u);
  END IF;
  SELECT sum(s.passage_count), sum(s.term_count)::float8 / nullif(sum(s.passage_count), 0)
  INTO total, mean_length
  FROM public.sources s WHERE s.tenant_id = tenant AND s.id = ANY (source_ids);
  IF coalesce(total, 0) = 0 THEN RETURN; END IF;

  -- The terms worth most; of these the rarest, until as many passages have them as may be scored. Common terms come
  -- first in the arrays, since they are looked up most.
  WITH counted AS MATERIALIZED (
    SELECT a.term, a.weight, (
      SELECT sum(s.passage_count)::float8 FROM public.term_statistics s
      WHERE s.tenant_id = tenant AND s.source_id = ANY (source_ids) AND s.term = a.term
    ) AS passages
    FROM unnest(asked_terms, asked_weights) AS a (term, weight)
  ), worthy AS (
    SELECT c.term, c.passages, c.weight * ln(1 + (total - c.passages + 0.5) / (c.passages + 0.5)) AS worth
    FROM counted c WHERE c.passages > 0 ORDER BY worth DESC, c.term LIMIT 96
  ), summed AS (
    SELECT w.*, sum(w.passages) OVER rarest_first AS so_far, row_number() OVER rarest_first AS place
    FROM worthy w WINDOW rarest_first AS (ORDER BY w.passages, w.term)
  )
  SELECT array_agg(m.term ORDER BY m.place DESC), array_agg(m.worth ORDER BY m.place DESC),
    (string_agg(format('''%s''', replace(replace(m.term, '\', '\\'), '''', '''''')), ' | ')
      FILTER (WHERE m.so_far <= candidates_max OR m.place = 1))::tsquery
  INTO known_terms, known_worths, candidates
  FROM summed m;
  IF known_terms IS NULL THEN RETURN; END IF;

  candidates := candidates && (SELECT string_agg(format('''%s''', place), ' | ')::tsquery FROM unnest(places) place);

  RETURN QUERY
  WITH scored AS (
    SELECT p.id, (
      SELECT sum(known_worths[array_position(known_terms, m.lexeme)] * cardinality(m.positions) * (k1 + 1)
        / (cardinality(m.positions) + k1 * (1 - b + b * p.term_count / mean_length)))
      -- Marks the terms asked for and drops all others, which is far faster than to unpack them.
      FROM unnest(ts_filter(setweight(p.terms, 'A', known_terms), '{a}')) AS m
    ) AS points
    FROM public.passages p
    WHERE p.terms @@ candidates
      -- Written so that no other index fits: the marks in the query have chosen these rows already.
      AND p.tenant_id IS NOT DISTINCT FROM tenant
      AND p.source_id = ANY (source_ids)
      AND p.revision = (
        SELECT public.searched_revision(d.live_revision, d.held_revision) FROM public.documents d
        WHERE d.tenant_id = tenant AND d.id = p.document_id
      )
  )
  -- Rounded, so that sums taken in another order still are equal and ties are broken by the id.
  SELECT s.id, round(s.points::numeric, 6)::float8 AS rounded
  FROM scored s ORDER BY rounded DESC, s.id LIMIT results_max;
END $$;
COMMENT ON FUNCTION search_passages IS 'The best passages for weighted terms by BM25 over the sources together; all sources of the tenant for null.';
REVOKE ALL ON FUNCTION search_passages FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_passages TO parley_app;
GRANT CREATE ON SCHEMA public TO parley_search;
ALTER FUNCTION search_passages OWNER TO parley_search;
REVOKE CREATE ON SCHEMA public FROM parley_search;
