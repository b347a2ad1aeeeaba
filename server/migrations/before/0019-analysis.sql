ALTER TABLE passages ADD COLUMN analysis text NOT NULL DEFAULT '1';
COMMENT ON COLUMN passages.analysis IS 'What its terms were made by: the version of the analysis and, after a plus, that of the tenant''s dictionary.';

-- The analysis has changed: all passages are analysed anew behind the scenes, and found by their old terms meanwhile.
ALTER TABLE sources NO FORCE ROW LEVEL SECURITY;
ALTER TABLE jobs NO FORCE ROW LEVEL SECURITY;
INSERT INTO jobs (tenant_id, id, name, input, actor, request_id, tries_max)
SELECT tenant_id, gen_random_uuid(), 'source.reanalyse', jsonb_build_object('sourceId', id),
  '{"kind": "system", "id": null, "name": "system"}', gen_random_uuid()::text, 20
FROM sources;
ALTER TABLE sources FORCE ROW LEVEL SECURITY;
ALTER TABLE jobs FORCE ROW LEVEL SECURITY;
