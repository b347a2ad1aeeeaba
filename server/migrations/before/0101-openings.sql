-- What a passage begins with counts twice now: all passages are analysed anew behind the scenes, and found by their old
-- terms meanwhile. Not at once: a process of the version before, which may still run, would find nothing to do.
ALTER TABLE sources NO FORCE ROW LEVEL SECURITY;
ALTER TABLE jobs NO FORCE ROW LEVEL SECURITY;
INSERT INTO jobs (tenant_id, id, name, input, actor, request_id, tries_max, run_at)
SELECT tenant_id, gen_random_uuid(), 'source.reanalyse', jsonb_build_object('sourceId', id),
  '{"kind": "system", "id": null, "name": "system"}', gen_random_uuid()::text, 20, now() + interval '10 minutes'
FROM sources WHERE passage_count > 0;
ALTER TABLE sources FORCE ROW LEVEL SECURITY;
ALTER TABLE jobs FORCE ROW LEVEL SECURITY;
