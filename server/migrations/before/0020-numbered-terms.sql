-- A term becomes a number, and that of a source together with the source's own another one: the index then knows terms
-- of sources, and no search goes through what others have. Ranking itself is done outside, many times faster than here.
ALTER TABLE passages NO FORCE ROW LEVEL SECURITY;
ALTER TABLE term_statistics NO FORCE ROW LEVEL SECURITY;

-- FNV-1a over the characters, as numberOf in platform/lexical/profile.ts.
CREATE FUNCTION pg_temp.number_of(term text) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  hash bigint := 2166136261;
BEGIN
  FOR at IN 1..length(term) LOOP
    hash := ((hash # ascii(substr(term, at, 1))) * 16777619) & 4294967295;
  END LOOP;
  RETURN hash::bit(32)::integer;
END $$;
CREATE TEMPORARY TABLE numbered ON COMMIT DROP AS
  SELECT term, pg_temp.number_of(term) AS number FROM (SELECT DISTINCT term FROM term_statistics) every;
CREATE INDEX ON numbered (term);
CREATE TEMPORARY TABLE counted ON COMMIT DROP AS
  SELECT s.tenant_id, s.source_id, n.number, min(term) AS term, sum(s.passage_count)::integer AS passage_count
  FROM term_statistics s JOIN numbered n USING (term) GROUP BY s.tenant_id, s.source_id, n.number;
ANALYZE numbered;

TRUNCATE term_statistics;
ALTER TABLE term_statistics
  DROP CONSTRAINT term_statistics_pkey,
  ADD COLUMN number integer NOT NULL,
  ADD PRIMARY KEY (tenant_id, source_id, number);
INSERT INTO term_statistics (tenant_id, source_id, number, term, passage_count)
  SELECT tenant_id, source_id, number, term, passage_count FROM counted;
COMMENT ON COLUMN term_statistics.number IS 'Stands for the term wherever terms are compared.';

ALTER TABLE passages ADD COLUMN placed integer[], ADD COLUMN profile bytea;
-- Read by the thousand, so kept beside the rest; it does not become smaller either.
ALTER TABLE passages ALTER COLUMN profile SET STORAGE MAIN;
UPDATE passages p SET (placed, profile) = (
  SELECT coalesce(array_agg(n.number # ('x' || right(p.source_id::text, 8))::bit(32)::integer), '{}'),
    coalesce(string_agg(int4send(n.number) || set_byte('\x00', 0, least(cardinality(t.positions), 255)), ''), '')
  FROM unnest(p.terms) t JOIN numbered n ON n.term = t.lexeme WHERE t.positions IS NOT NULL);
DROP FUNCTION search_passages(uuid, uuid[], text[], float8[], integer, integer);
ALTER TABLE passages DROP COLUMN terms;
ALTER TABLE passages RENAME COLUMN placed TO terms;
ALTER TABLE passages ALTER COLUMN terms SET NOT NULL, ALTER COLUMN profile SET NOT NULL;
CREATE INDEX passages_terms ON passages USING gin (terms);
COMMENT ON COLUMN passages.terms IS 'The numbers of its terms, each # the last 32 bits of its source''s id.';
COMMENT ON COLUMN passages.profile IS 'For each term five bytes: its number, the greatest byte first, and how often it occurs, 255 at most.';
COMMENT ON COLUMN passages.is_disabled IS 'Never found.';

DROP POLICY search ON sources;
DROP POLICY search ON term_statistics;
REVOKE ALL (tenant_id, id, passage_count, term_count) ON sources FROM parley_search;
REVOKE ALL ON term_statistics FROM parley_search;
GRANT SELECT (terms, profile, is_disabled) ON passages TO parley_search;
CREATE FUNCTION search_passages(tenant uuid, source_ids uuid[], placed_terms integer[], passages_max integer)
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
    )
  LIMIT passages_max;
END $$;
COMMENT ON FUNCTION search_passages IS 'What may be found of these sources that has one of the terms, in no order; that many at most.';
REVOKE ALL ON FUNCTION search_passages FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_passages TO parley_app;
GRANT CREATE ON SCHEMA public TO parley_search;
ALTER FUNCTION search_passages OWNER TO parley_search;
REVOKE CREATE ON SCHEMA public FROM parley_search;

DROP TABLE numbered, counted;
DROP FUNCTION pg_temp.number_of(text);
ALTER TABLE passages FORCE ROW LEVEL SECURITY;
ALTER TABLE term_statistics FORCE ROW LEVEL SECURITY;
