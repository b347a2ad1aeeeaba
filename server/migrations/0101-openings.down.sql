-- The version before finds passages by terms of its own.
ALTER TABLE sources NO FORCE ROW LEVEL SECURITY;
ALTER TABLE jobs NO FORCE ROW LEVEL SECURITY;
INSERT INTO jobs (tenant_id, id, name, input, actor, request_id, tries_max)
SELECT tenant_id, gen_random_uuid(), 'source.reanalyse', jsonb_build_object('sourceId', id),
  '{"kind": "system", "id": null, "name": "system"}', gen_random_uuid()::text, 20
FROM sources WHERE passage_count > 0;
ALTER TABLE sources FORCE ROW LEVEL SECURITY;
ALTER TABLE jobs FORCE ROW LEVEL SECURITY;
