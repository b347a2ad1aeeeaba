import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate, migrationHistory } from '#platform/database/migrate.ts'
import { type Database, openDatabase } from '#platform/database/open.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'
import { schemaSql } from '../../../scripts/schema-sql.ts'
import { readCatalogue } from './catalogue.ts'
import {
  keysBeginWithTheTenant,
  nothingLendsRights,
  rightsAreFew,
  rolesAreWeak,
  type SchemaRule,
  tablesBelongToTenants,
  commentsAreInBoth,
  tablesExplainThemselves,
  tablesHaveOwners,
  tenantTablesAreIsolated,
} from './catalogue-rules.ts'

let database: Database
let drop: () => Promise<void>

beforeAll(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  database = await openDatabase(fresh.options)
  await migrate(database, 'latest')
})

afterAll(async () => {
  await database.close()
  await drop()
})

/** A rule holds in the real schema, and notices each of these changes, which are then undone. */
function holds(
  sentence: string,
  rule: SchemaRule,
  planted: readonly (readonly [change: string, found: string])[],
) {
  describe(sentence, () => {
    test('in our schema', async () => expect(rule(await readCatalogue(database))).toEqual([]))
    test.each(planted)('and is noticed when broken: %s', async (change, found) => {
      expect(rule(await readCatalogue(database, change))).toContain(found)
    })
  })
}

const stray = 'CREATE TABLE strays (tenant_id uuid NOT NULL, id uuid NOT NULL, PRIMARY KEY (tenant_id, id));'
const policy = (
  using: string,
) => `${stray} ALTER TABLE strays ENABLE ROW LEVEL SECURITY; ALTER TABLE strays FORCE ROW LEVEL SECURITY;
  CREATE POLICY tenant ON strays TO parley_app USING (${using}) WITH CHECK (tenant_id = current_tenant())`

test('server/schema.sql is what the migrations make (npm run schema)', async () => {
  const written = await readFile(new URL('../../schema.sql', import.meta.url), 'utf8')
  expect(await database.administer(schemaSql)).toBe(written)
})

test('the whole schema was read', async () => {
  const { tables, roles } = await readCatalogue(database)
  expect(tables.length).toBeGreaterThan(20)
  const messages = tables.find(({ name }) => name === 'messages')
  expect(
    messages?.keys.map(({ kind, columns, to }) => `${kind} ${columns} ${to?.table ?? ''}`.trim()),
  ).toEqual(
    expect.arrayContaining(['primary tenant_id,id', 'foreign tenant_id,conversation_id conversations']),
  )
  expect(roles.map(({ name }) => name)).toEqual(expect.arrayContaining(['parley_app', 'parley_system']))
})

holds('every table belongs to tenants, but for a few', tablesBelongToTenants, [
  ['CREATE TABLE strays (id uuid PRIMARY KEY)', 'strays: has no tenant_id'],
])

holds('every tenant table is isolated', tenantTablesAreIsolated, [
  [stray, 'strays: row-level security is not forced'],
  ['ALTER TABLE messages NO FORCE ROW LEVEL SECURITY', 'messages: row-level security is not forced'],
  [
    'ALTER TABLE search_entries_rest NO FORCE ROW LEVEL SECURITY',
    'search_entries_rest: row-level security is not forced',
  ],
  ['DROP POLICY tenant ON messages', 'messages: its policy for tenants is not the one there should be'],
  [
    'CREATE POLICY more ON messages FOR SELECT USING (true)',
    'messages: its policy for tenants is not the one there should be',
  ],
  [policy('true'), 'strays: its policy for tenants is not the one there should be'],
])

holds('keys begin with the tenant', keysBeginWithTheTenant, [
  [
    'CREATE UNIQUE INDEX strays ON agents (name)',
    'agents: the unique key (name) does not begin with tenant_id',
  ],
  [
    'CREATE TABLE strays (tenant_id uuid, id uuid PRIMARY KEY)',
    'strays: the primary key (id) does not begin with tenant_id',
  ],
  ['CREATE TABLE strays (tenant_id uuid, id uuid)', 'strays: has no primary key'],
  [
    `CREATE UNIQUE INDEX agents_alone ON agents (id); ${stray}
      ALTER TABLE strays ADD COLUMN agent_id uuid REFERENCES agents (id)`,
    'strays: the foreign key (agent_id) to agents may leave the tenant',
  ],
])

holds('comments are in English and in Chinese', commentsAreInBoth, [
  ["COMMENT ON TABLE agents IS 'Those that answer.'", 'agents: its comment is not in English and in Chinese'],
  [
    "COMMENT ON COLUMN messages.parts IS '消息片段'",
    'messages.parts: its comment is not in English and in Chinese',
  ],
])

holds('tables explain themselves', tablesExplainThemselves, [
  [stray, 'strays: has no comment'],
  ['ALTER TABLE agents ADD COLUMN options jsonb', 'agents.options: has no comment'],
  ['COMMENT ON COLUMN conversations.control_epoch IS NULL', 'conversations.control_epoch: has no comment'],
])

holds('roles are weak', rolesAreWeak, [
  ['ALTER ROLE parley_system LOGIN', 'parley_system: can log in'],
  ['GRANT CREATE ON SCHEMA public TO parley_app', 'parley_app: can create things'],
  ['GRANT parley_system TO parley_app', 'parley_app: can become parley_system'],
  [
    `${stray} GRANT CREATE ON SCHEMA public TO parley_app; ALTER TABLE strays OWNER TO parley_app`,
    'parley_app: owns strays',
  ],
])

test('a role that bypasses isolation is noticed', async () => {
  const catalogue = await readCatalogue(database)
  // Planted in what was read: only a superuser could plant it in the database.
  for (const planted of [{ bypassesIsolation: true }, { isSuperuser: true }])
    expect(
      rolesAreWeak({ ...catalogue, roles: catalogue.roles.map((role) => ({ ...role, ...planted })) }),
    ).toContain('parley_app: looks past isolation')
})

holds('rights are few', rightsAreFew, [
  ['GRANT SELECT ON messages TO parley_system', 'messages: parley_system may SELECT'],
  [
    'GRANT TRUNCATE ON messages TO parley_app',
    'messages: parley_app may DELETE, INSERT, SELECT, TRUNCATE, UPDATE',
  ],
  ['GRANT SELECT ON search_entries_rest TO parley_app', 'search_entries_rest: parley_app may SELECT'],
  ['GRANT SELECT ON setup_links TO parley_app', 'setup_links: parley_app may SELECT'],
  ['GRANT SELECT ON schema_migrations TO PUBLIC', 'schema_migrations: parley_app may SELECT'],
])

holds('nothing lends its rights', nothingLendsRights, [
  ['CREATE VIEW strays AS SELECT * FROM members', 'strays: is a view'],
  [
    "CREATE FUNCTION stray() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM members'",
    'stray: its search path is not fixed',
  ],
])

holds('every table has an owner', tablesHaveOwners, [[stray, 'strays: nobody owns it']])

test('every migration can be undone and redone', async () => {
  const before = await readCatalogue(database)
  await migrate(database, { to: 'nothing' })
  const { tables } = await readCatalogue(database)
  expect(tables.map(({ name }) => name)).toEqual(['schema_migrations', 'schema_migrations_lock'])
  expect((await migrationHistory(database)).filter(({ executedAt }) => executedAt)).toEqual([])
  await migrate(database, 'latest')
  expect(await readCatalogue(database)).toEqual(before)
})
