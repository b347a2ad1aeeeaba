ALTER TABLE sources
  ADD COLUMN passage_tokens integer NOT NULL DEFAULT 225,
  ADD COLUMN overlap_tokens integer NOT NULL DEFAULT 32,
  ADD COLUMN generation integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN sources.passage_tokens IS 'How large passages are made; overlap_tokens is what may come again at the start of the next.';
COMMENT ON COLUMN sources.generation IS 'Grows when all documents are to be indexed anew.';

ALTER TABLE documents
  ADD COLUMN kind text NOT NULL DEFAULT 'document' CHECK (kind IN ('document', 'pair', 'page')),
  ADD COLUMN address text,
  ADD COLUMN live_revision integer,
  ADD COLUMN draft text,
  ADD COLUMN generation integer NOT NULL DEFAULT 0;
UPDATE documents SET live_revision = revision WHERE state = 'ready';
CREATE INDEX documents_name ON documents (source_id, kind, name);
COMMENT ON COLUMN documents.kind IS 'A pair is a question, its name, with its answer, its content. A page came from the web, from its address.';
COMMENT ON COLUMN documents.live_revision IS 'The revision whose passages are found, also while a later one is made; null before the first.';
COMMENT ON COLUMN documents.draft IS 'The text of the revision that is being made; with its last passage it becomes text.';
COMMENT ON COLUMN documents.generation IS 'The generation of its source when indexing last began.';

CREATE TABLE passage_edits (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  document_id uuid NOT NULL,
  ordinal integer NOT NULL,
  original_text text NOT NULL,
  text text,
  is_disabled boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX passage_edits_document ON passage_edits (tenant_id, document_id);
COMMENT ON TABLE passage_edits IS 'What editors changed in passages. Put on again after indexing where a passage has the same original text.';
COMMENT ON COLUMN passage_edits.text IS 'What stands there instead; null when the text is as it was.';

ALTER TABLE passages
  ADD COLUMN edit_id uuid,
  ADD COLUMN is_disabled boolean NOT NULL DEFAULT false,
  ADD FOREIGN KEY (tenant_id, edit_id) REFERENCES passage_edits (tenant_id, id) ON DELETE SET NULL (edit_id);
CREATE INDEX passages_edit ON passages (tenant_id, edit_id) WHERE edit_id IS NOT NULL;
COMMENT ON COLUMN passages.is_disabled IS 'Never found. Its terms then lack the marks of source and tenant.';

CREATE TABLE sites (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  source_id uuid NOT NULL,
  address text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('page', 'sitemap', 'site')),
  pages_max integer NOT NULL,
  depth_max integer NOT NULL,
  schedule text,
  time_zone text NOT NULL,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed')),
  failure_code text,
  failure_detail text,
  run integer NOT NULL DEFAULT 1,
  plan integer NOT NULL DEFAULT 0,
  bytes_read bigint NOT NULL DEFAULT 0,
  next_run_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, source_id, address),
  FOREIGN KEY (tenant_id, source_id) REFERENCES sources (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE sites IS 'Pages of the web that a source is kept in step with.';
COMMENT ON COLUMN sites.run IS 'Counts the times it was gone through; pages of an earlier run have vanished when a run ends whole.';
COMMENT ON COLUMN sites.plan IS 'Grows with every change of its schedule; a job of an earlier plan does nothing.';

CREATE TABLE site_pages (
  tenant_id uuid NOT NULL,
  site_id uuid NOT NULL,
  address text NOT NULL,
  run integer NOT NULL,
  depth integer NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'read', 'unchanged', 'skipped', 'failed')),
  reason text,
  links text[] NOT NULL DEFAULT '{}',
  etag text,
  last_modified text,
  hash text,
  document_id uuid,
  read_at timestamptz,
  PRIMARY KEY (tenant_id, site_id, address),
  FOREIGN KEY (tenant_id, site_id) REFERENCES sites (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, id) ON DELETE SET NULL (document_id)
);
CREATE INDEX site_pages_waiting ON site_pages (tenant_id, site_id, depth, address) WHERE state = 'waiting';
CREATE INDEX site_pages_document ON site_pages (tenant_id, document_id);
COMMENT ON TABLE site_pages IS 'The pages of a site: what became of each, and what is needed to learn that it has not changed.';
COMMENT ON COLUMN site_pages.links IS 'Where it leads, for a run in which it has not changed and is not read.';

GRANT SELECT (live_revision) ON documents TO parley_search;
DO $$
DECLARE
  known text := pg_get_functiondef('search_passages(uuid, uuid[], text[], float8[], integer, integer)'::regprocedure);
BEGIN
  known := replace(known, 'SELECT d.revision FROM public.documents d', 'SELECT d.live_revision FROM public.documents d');
  EXECUTE replace(known, E'd.id = p.document_id AND d.state = \'ready\'', 'd.id = p.document_id');
END $$;
