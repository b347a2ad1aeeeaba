ALTER TABLE documents ADD COLUMN reading integer NOT NULL DEFAULT 1;
COMMENT ON COLUMN documents.reading IS 'The version of the rules by which its text was read; by the first, its characters became compatible ones (NFKC).';

-- Text is kept as it is written: all documents are read again behind the scenes. Not at once: a process of the version
-- before, which may still run, reads by the rules of before.
ALTER TABLE sources NO FORCE ROW LEVEL SECURITY;
ALTER TABLE jobs NO FORCE ROW LEVEL SECURITY;
INSERT INTO jobs (tenant_id, id, name, input, actor, request_id, tries_max, run_at)
SELECT tenant_id, gen_random_uuid(), 'source.reread', jsonb_build_object('sourceId', id),
  '{"kind": "system", "id": null, "name": "system"}', gen_random_uuid()::text, 20, now() + interval '10 minutes'
FROM sources WHERE passage_count > 0;
ALTER TABLE sources FORCE ROW LEVEL SECURITY;
ALTER TABLE jobs FORCE ROW LEVEL SECURITY;
