CREATE TABLE sources (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  description text NOT NULL DEFAULT '',
  passage_count integer NOT NULL DEFAULT 0,
  term_count bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE sources IS 'Collections of documents that agents look answers up in.';
COMMENT ON COLUMN sources.passage_count IS 'How many passages are stored, for ranking. Changed with them, under this row''s lock.';
COMMENT ON COLUMN sources.term_count IS 'How many terms those passages have together.';

CREATE TABLE documents (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  source_id uuid NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size_bytes bigint NOT NULL,
  content text,
  blob_key text,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'extracting', 'indexing', 'ready', 'failed')),
  progress real NOT NULL DEFAULT 0,
  failure_code text,
  failure_detail text,
  revision integer NOT NULL DEFAULT 0,
  text text NOT NULL DEFAULT '',
  passage_count integer NOT NULL DEFAULT 0,
  character_count integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  CHECK ((content IS NULL) <> (blob_key IS NULL)),
  FOREIGN KEY (tenant_id, source_id) REFERENCES sources (tenant_id, id) ON DELETE CASCADE
);
-- Without the tenant, so that nothing looks a single document up in it; a source is of one tenant anyway.
CREATE INDEX documents_source ON documents (source_id, id DESC);
COMMENT ON TABLE documents IS 'What was given to a source. Only the passages of a ready document are found.';
COMMENT ON COLUMN documents.content IS 'The document as it was sent, when it was sent as text; else the file is under blob_key.';
COMMENT ON COLUMN documents.revision IS 'Grows each time indexing begins. Passages of another revision are left over and never found.';
COMMENT ON COLUMN documents.text IS 'The extracted text that passages and citations count their offsets in.';
COMMENT ON COLUMN documents.character_count IS 'The length of text in UTF-16 units.';

CREATE TABLE passages (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  source_id uuid NOT NULL,
  document_id uuid NOT NULL,
  revision integer NOT NULL,
  ordinal integer NOT NULL,
  heading_path text[] NOT NULL,
  page integer,
  start_offset integer NOT NULL,
  end_offset integer NOT NULL,
  text text NOT NULL,
  terms tsvector NOT NULL,
  term_count integer NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, document_id, revision, ordinal),
  FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX passages_terms ON passages USING gin (terms);
COMMENT ON TABLE passages IS 'Stretches of documents, the unit that search finds and citations name.';
COMMENT ON COLUMN passages.revision IS 'The document''s revision when it was stored; found only while that is still the same.';
COMMENT ON COLUMN passages.heading_path IS 'The headings it stands under, outermost first.';
COMMENT ON COLUMN passages.start_offset IS 'UTF-16 offset in the document''s text; end_offset is exclusive.';
COMMENT ON COLUMN passages.terms IS 'Terms with as many positions as occurrences; =source and @tenant without positions, so that the index alone keeps to them.';
COMMENT ON COLUMN passages.term_count IS 'How many terms it has, each counted as often as it occurs.';

CREATE TABLE term_statistics (
  tenant_id uuid NOT NULL,
  source_id uuid NOT NULL,
  term text NOT NULL,
  passage_count integer NOT NULL,
  PRIMARY KEY (tenant_id, source_id, term),
  FOREIGN KEY (tenant_id, source_id) REFERENCES sources (tenant_id, id) ON DELETE CASCADE
) WITH (fillfactor = 80);
COMMENT ON TABLE term_statistics IS 'In how many stored passages of a source a term occurs. Changed in the transaction that changes them.';

CREATE TABLE agent_sources (
  tenant_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  source_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, agent_id, source_id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, source_id) REFERENCES sources (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX agent_sources_source ON agent_sources (tenant_id, source_id);
COMMENT ON TABLE agent_sources IS 'Which sources an agent looks answers up in.';

-- Text operators are not leakproof, so under a policy that filters rows PostgreSQL would not use the index of terms.
-- Search therefore runs as a role whose policy on passages filters nothing, in one function that asks for one tenant
-- and refuses any but the one that was entered. The role owns that function alone and nobody can take it to log in.
GRANT USAGE ON SCHEMA public TO parley_search;
GRANT SELECT (tenant_id, id, passage_count, term_count) ON sources TO parley_search;
GRANT SELECT (tenant_id, id, state, revision) ON documents TO parley_search;
GRANT SELECT (tenant_id, id, source_id, document_id, revision, terms, term_count) ON passages TO parley_search;
GRANT SELECT ON term_statistics TO parley_search;
CREATE POLICY search ON sources FOR SELECT TO parley_search USING (tenant_id = current_tenant());
CREATE POLICY search ON documents FOR SELECT TO parley_search USING (tenant_id = current_tenant());
CREATE POLICY search ON term_statistics FOR SELECT TO parley_search USING (tenant_id = current_tenant());
CREATE POLICY search ON passages FOR SELECT TO parley_search USING (true);

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
        SELECT d.revision FROM public.documents d
        WHERE d.tenant_id = tenant AND d.id = p.document_id AND d.state = 'ready'
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
