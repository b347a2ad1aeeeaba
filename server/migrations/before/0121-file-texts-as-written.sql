ALTER TABLE file_texts ADD COLUMN reading integer NOT NULL DEFAULT 1;
COMMENT ON COLUMN file_texts.reading IS 'The version of the rules by which the file was read; by the first, its characters became compatible ones (NFKC).';

-- As with documents: what was sent is read again behind the scenes, once no process of the version before runs any more.
ALTER TABLE file_texts NO FORCE ROW LEVEL SECURITY;
ALTER TABLE jobs NO FORCE ROW LEVEL SECURITY;
INSERT INTO jobs (tenant_id, id, name, input, actor, request_id, tries_max, run_at)
SELECT DISTINCT ON (tenant_id) tenant_id, gen_random_uuid(), 'file-text.reread', '{}'::jsonb,
  '{"kind": "system", "id": null, "name": "system"}'::jsonb, gen_random_uuid()::text, 20, now() + interval '10 minutes'
FROM file_texts WHERE kind = 'words' AND state = 'ready';
ALTER TABLE file_texts FORCE ROW LEVEL SECURITY;
ALTER TABLE jobs FORCE ROW LEVEL SECURITY;
