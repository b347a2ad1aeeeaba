ALTER TABLE sources
  ADD COLUMN gate double precision CHECK (gate > 0 AND gate <= 1),
  ADD COLUMN is_tested boolean NOT NULL DEFAULT false,
  ADD COLUMN change integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN sources.gate IS 'A change with which less than this share is found or supported is held back; null: nothing is.';
COMMENT ON COLUMN sources.is_tested IS 'Whether it has test questions. Only then are its changes counted, and held back by the gate.';
COMMENT ON COLUMN sources.change IS 'Grows with all that makes its test questions find something else. Counted under this row''s lock.';

ALTER TABLE documents
  ADD COLUMN held_revision integer,
  ADD COLUMN held_passage_count integer,
  ADD COLUMN held_character_count integer;
CREATE INDEX documents_held ON documents (source_id) WHERE held_revision IS NOT NULL;
COMMENT ON COLUMN documents.held_revision IS 'A revision that is complete and held back by its source''s gate; its text is in draft. Null: none is.';

-- A search sees what is held back only in a transaction that says so, to find out what it would do.
CREATE FUNCTION searched_revision(live integer, held integer) RETURNS integer
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN held IS NOT NULL AND current_setting('parley.sees_held', true) = 'on' THEN held ELSE live END $$;
COMMENT ON FUNCTION searched_revision IS 'Which revision of a document this transaction searches.';
REVOKE ALL ON FUNCTION searched_revision FROM PUBLIC;
GRANT EXECUTE ON FUNCTION searched_revision TO parley_app, parley_search;
GRANT SELECT (held_revision) ON documents TO parley_search;
DO $$
DECLARE
  known text := pg_get_functiondef('search_passages(uuid, uuid[], text[], float8[], integer, integer)'::regprocedure);
BEGIN
  EXECUTE replace(known, 'SELECT d.live_revision FROM',
    'SELECT public.searched_revision(d.live_revision, d.held_revision) FROM');
END $$;

CREATE TABLE test_questions (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  source_id uuid NOT NULL,
  question text NOT NULL,
  answer text NOT NULL DEFAULT '',
  expected jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, source_id) REFERENCES sources (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX test_questions_source ON test_questions (tenant_id, source_id, id);
COMMENT ON TABLE test_questions IS 'Questions that a source is to answer, asked anew after each of its changes.';
COMMENT ON COLUMN test_questions.expected IS 'Where the answer stands: names of documents, each with words of the passage or none.';

CREATE TABLE test_runs (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  source_id uuid NOT NULL,
  change integer NOT NULL,
  cause text NOT NULL CHECK (cause IN ('asked', 'change')),
  verdict text NOT NULL DEFAULT 'running'
    CHECK (verdict IN ('running', 'failed', 'overtaken', 'first', 'passed', 'worse', 'held', 'accepted', 'rejected')),
  recall double precision,
  support double precision,
  results jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  ended_at timestamptz(3),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, source_id) REFERENCES sources (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX test_runs_source ON test_runs (tenant_id, source_id, id DESC);
COMMENT ON TABLE test_runs IS 'How well a source answered its test questions, and whether that was accepted.';
COMMENT ON COLUMN test_runs.change IS 'The change of the source that it measured; it says nothing of a later one.';
COMMENT ON COLUMN test_runs.results IS 'For each question: the share of what was expected that was found, and how much of its answer that supports.';

CREATE TABLE unanswered_questions (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  key text NOT NULL,
  question text NOT NULL,
  wordings text[] NOT NULL DEFAULT '{}',
  embedding_model text,
  vector bytea,
  times integer NOT NULL DEFAULT 1,
  conversation_id uuid,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'drafted', 'published', 'dismissed')),
  answer text NOT NULL DEFAULT '',
  source_id uuid,
  document_id uuid,
  last_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, key),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE SET NULL (conversation_id),
  FOREIGN KEY (tenant_id, source_id) REFERENCES sources (tenant_id, id) ON DELETE SET NULL (source_id),
  FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, id) ON DELETE SET NULL (document_id)
);
CREATE INDEX unanswered_questions_conversation ON unanswered_questions (tenant_id, conversation_id);
CREATE INDEX unanswered_questions_source ON unanswered_questions (tenant_id, source_id);
CREATE INDEX unanswered_questions_document ON unanswered_questions (tenant_id, document_id);
COMMENT ON TABLE unanswered_questions IS 'What the desk was asked and the documents did not answer, once for all who asked alike.';
COMMENT ON COLUMN unanswered_questions.key IS 'The same for questions of the same words, in whatever order and form.';
COMMENT ON COLUMN unanswered_questions.wordings IS 'Other words in which it was asked; some of them.';
COMMENT ON COLUMN unanswered_questions.vector IS 'What it means to embedding_model, so that other words for it are known again.';
COMMENT ON COLUMN unanswered_questions.conversation_id IS 'Where it was asked last.';
COMMENT ON COLUMN unanswered_questions.answer IS 'What an operator answered; with source_id the draft of a pair, with document_id a live one.';
