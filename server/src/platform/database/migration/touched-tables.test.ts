import { expect, test } from 'vitest'
import { statementsOf, touchedTables } from './touched-tables.ts'

const known = ['agents', 'conversations', 'events', 'jobs', 'tenants']
const none = { rows: [], altered: [], dropped: [] }

test.each([
  ['UPDATE agents SET tone = 1', { rows: ['agents'] }],
  [
    '-- UPDATE jobs\nDELETE FROM agents WHERE id IN (SELECT agent_id FROM public.conversations)',
    { rows: ['agents', 'conversations'] },
  ],
  ["DO $$ BEGIN EXECUTE 'UPDATE events SET x = 1; DELETE FROM jobs'; END $$", { rows: ['events', 'jobs'] }],
  ['CREATE TABLE copied AS SELECT * FROM agents', { rows: ['agents'] }],
  ['ALTER TABLE agents ADD COLUMN tone text', { altered: ['agents'] }],
  ['alter table only "agents" add column tone text', { altered: ['agents'] }],
  [
    'ALTER TABLE jobs ADD FOREIGN KEY (tenant_id) REFERENCES tenants',
    { rows: ['jobs', 'tenants'], altered: ['jobs'] },
  ],
  ['CREATE POLICY search ON agents TO one USING (id IN (SELECT id FROM jobs))', { altered: ['agents'] }],
  [
    'CREATE TRIGGER gone AFTER DELETE ON tenants FOR EACH ROW EXECUTE FUNCTION gone()',
    { altered: ['tenants'] },
  ],
  ['DROP TABLE IF EXISTS agents, jobs CASCADE', { dropped: ['agents', 'jobs'] }],
  ['CREATE TABLE more (tenant_id uuid REFERENCES tenants)', {}],
  ['CREATE INDEX jobs_due ON jobs (run_at)', {}],
  ["COMMENT ON TABLE agents IS 'UPDATE jobs; DROP TABLE jobs'", {}],
  ['CREATE FUNCTION later() RETURNS void LANGUAGE sql AS $$ UPDATE agents SET tone = 1; $$', {}],
  [
    'CREATE FUNCTION pg_temp.now() RETURNS void LANGUAGE sql AS $$ UPDATE agents SET tone = 1; $$',
    { rows: ['agents'] },
  ],
])('tables touched by: %s', (sql, touched) => {
  expect(touchedTables(sql, known)).toEqual({ ...none, ...touched })
})

test('a statement ends at its semicolon, and not at one inside a literal or comment', () => {
  const sql = "SELECT ';' -- one; more\n; DO $body$ BEGIN; END $body$;\n\nSELECT 'it''s; here'"
  expect(statementsOf(sql)).toEqual(["SELECT ';'", 'DO $body$ BEGIN; END $body$', "SELECT 'it''s; here'"])
})
