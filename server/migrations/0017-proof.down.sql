DROP TABLE unanswered_questions;
DROP TABLE test_runs;
DROP TABLE test_questions;

DO $$
DECLARE
  known text := pg_get_functiondef('search_passages(uuid, uuid[], text[], float8[], integer, integer)'::regprocedure);
BEGIN
  EXECUTE replace(known, 'SELECT public.searched_revision(d.live_revision, d.held_revision) FROM',
    'SELECT d.live_revision FROM');
END $$;
DROP FUNCTION searched_revision;
-- What was held back is found from now on by nobody who could let it through, so it is read anew.
UPDATE documents SET state = 'failed', failure_code = 'conflict', failure_detail = 'This was held back. Try again.', draft = NULL
WHERE held_revision IS NOT NULL;
ALTER TABLE documents DROP COLUMN held_revision, DROP COLUMN held_passage_count, DROP COLUMN held_character_count;
ALTER TABLE sources DROP COLUMN gate, DROP COLUMN is_tested, DROP COLUMN change;
