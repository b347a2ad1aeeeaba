DO $$
DECLARE
  known text := pg_get_functiondef('search_passages(uuid, uuid[], text[], float8[], integer, integer)'::regprocedure);
BEGIN
  known := replace(known, 'SELECT d.live_revision FROM public.documents d', 'SELECT d.revision FROM public.documents d');
  EXECUTE replace(known, 'd.id = p.document_id', E'd.id = p.document_id AND d.state = \'ready\'');
END $$;

DROP TABLE site_pages, sites;
ALTER TABLE passages DROP COLUMN edit_id, DROP COLUMN is_disabled;
DROP TABLE passage_edits;
DROP INDEX documents_name;
ALTER TABLE documents
  DROP COLUMN kind, DROP COLUMN address, DROP COLUMN live_revision, DROP COLUMN draft, DROP COLUMN generation;
ALTER TABLE sources DROP COLUMN passage_tokens, DROP COLUMN overlap_tokens, DROP COLUMN generation;
