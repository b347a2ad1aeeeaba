ALTER TABLE documents
  ADD COLUMN metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
  ADD COLUMN failure_reason text;
COMMENT ON COLUMN documents.metadata IS 'What people say of it, by keys of theirs: texts, numbers, truths, or lists of texts.';
COMMENT ON COLUMN documents.failure_reason IS 'Why it could not be read, as a code of the contract; null where no code says it.';
GRANT SELECT (metadata) ON documents TO parley_search;

ALTER TABLE sources
  ADD COLUMN embedding_trouble text CHECK (embedding_trouble IN ('not-connected', 'not-answering')),
  ADD COLUMN embedding_due_at timestamptz;
COMMENT ON COLUMN sources.embedding_trouble IS 'Why passages lack vectors that they should have; null while all is well.';
COMMENT ON COLUMN sources.embedding_due_at IS 'When making vectors is tried again after it was given up.';

ALTER TABLE sites
  ADD COLUMN include text[] NOT NULL DEFAULT '{}',
  ADD COLUMN exclude text[] NOT NULL DEFAULT '{}',
  ADD COLUMN is_paused boolean NOT NULL DEFAULT false,
  ADD COLUMN removed_count integer NOT NULL DEFAULT 0,
  ADD COLUMN removed text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN sites.include IS 'Patterns of paths; where there are some, only pages that fit one are read. The first page is read in any case.';
COMMENT ON COLUMN sites.exclude IS 'Patterns of paths that are not read.';
COMMENT ON COLUMN sites.is_paused IS 'Neither its schedule nor anybody has it read until it is resumed.';
COMMENT ON COLUMN sites.removed IS 'Pages whose documents the latest run removed, the first of removed_count.';

ALTER TABLE site_pages
  ADD COLUMN change text CHECK (change IN ('added', 'changed')),
  ADD COLUMN trouble text;
COMMENT ON COLUMN site_pages.change IS 'What its run made of its document; null where that stayed as it was.';
COMMENT ON COLUMN site_pages.trouble IS 'Why it was skipped or failed, as a code of the contract; the reason says it in words.';

CREATE TABLE spent_readings (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  document_id uuid NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid,
  model text NOT NULL,
  input_tokens integer,
  output_tokens integer,
  cost_nanos bigint,
  currency text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  CHECK ((cost_nanos IS NULL) = (currency IS NULL))
);
CREATE INDEX spent_readings_created ON spent_readings (tenant_id, created_at);
COMMENT ON TABLE spent_readings IS 'What it cost to have pictures read by a model. Stays when the document is deleted.';
COMMENT ON COLUMN spent_readings.cost_nanos IS 'In billionths of the currency, by the price of its end; null where no price was known.';
