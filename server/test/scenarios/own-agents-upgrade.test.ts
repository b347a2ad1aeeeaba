import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#platform/database/migrate.ts'
import type { Database, Viewer } from '#platform/database/open.ts'
import { type EmptyInstallation, emptyInstallation } from '#test/support/empty-installation.ts'
import { everyRow } from '#test/support/every-row.ts'

/** A busy machine takes minutes for all migrations of the embedded database. */
const LONG = { timeout: 300_000 }
const BEFORE = '0104-turns'
const STEP = '0110-private-agents'

const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const [HERE, THERE] = [id(1), id(2)]
/** Members of HERE, and one of THERE. */
const [EVE, ADAM, OLGA, FAR] = [id(10), id(11), id(12), id(13)]
const agents = {
  [id(20)]: 'Eve’s',
  [id(21)]: 'Eve’s, retired',
  [id(22)]: 'Adam’s',
  [id(23)]: 'Olga’s',
  [id(24)]: 'Everybody’s',
  [id(25)]: 'Noted by somebody who is gone',
}
const [TOLD, SILENT, LATER] = [id(30), id(31), id(32)]

let place: EmptyInstallation
let database: Database

beforeAll(async () => {
  place = await emptyInstallation(process.env.PARLEY_TEST_DATABASE_URL)
  database = await place.open()
}, LONG.timeout)
afterAll(async () => {
  await database.close()
  await place[Symbol.asyncDispose]()
})

/** Runs statements as a transaction of a tenant did. */
const inTenant = (tenantId: string, statements: string) =>
  database.administer((db) =>
    db.transaction().execute(async (tx) => {
      await sql`SELECT set_config('role', 'parley_app', true), set_config('app.tenant_id', ${tenantId}, true),
        set_config('app.viewer', 'server', true)`.execute(tx)
      await sql.raw(statements).execute(tx)
    }),
  )

const member = (tenant: string, one: string, role: string) =>
  `INSERT INTO members (tenant_id, id, email, name, role, password_hash)
    VALUES ('${tenant}', '${one}', '${one}@example.com', 'Somebody', '${role}', '-');`
const agent = (tenant: string, one: string, name: string) =>
  `INSERT INTO agents (tenant_id, id, name, instructions) VALUES ('${tenant}', '${one}', '${name}', 'Be brief.');`
/** What a person made through the older protocol, as it is noted there. */
const noted = (tenant: string, person: string, made: readonly string[]) =>
  `INSERT INTO external_ids (tenant_id, dialect, kind, external_id, id, facts)
    VALUES ('${tenant}', 'lingxi', 'person', '${person}', '${person}',
      '${JSON.stringify({ said: Object.fromEntries(made.map((one) => [one, { model: null }])), defaultId: null })}');`
const conversation = (one: string, notes: object | null) =>
  `INSERT INTO conversations (tenant_id, id, title, agent_id, owner_kind, owner_id, is_desk, last_seq)
    VALUES ('${HERE}', '${one}', 'With it', '${id(20)}', 'member', '${EVE}', false, 1);
  INSERT INTO messages (tenant_id, id, conversation_id, seq, author_kind, author_id, author_name, role, parts)
    VALUES ('${HERE}', gen_random_uuid(), '${one}', 1, 'member', '${EVE}', 'Eve', 'user', '[{"type": "text", "text": "你好"}]');
  ${
    notes
      ? `INSERT INTO external_ids (tenant_id, dialect, kind, external_id, id, facts)
    VALUES ('${HERE}', 'mini-chatbox', 'conversation-notes', '${one}', '${one}', '${JSON.stringify(notes)}');`
      : ''
  }`

const namesSeenBy = (tenantId: string, viewer: Viewer) =>
  database.read(
    tenantId,
    async (tx) =>
      (await sql<{ name: string }>`SELECT name FROM agents ORDER BY id`.execute(tx)).rows.map(
        ({ name }) => name,
      ),
    viewer,
  )
const owners = () =>
  database.read(
    HERE,
    async (tx) => {
      const { rows } = await sql<{
        name: string
        owner: string | null
      }>`SELECT name, owner_id AS owner FROM agents ORDER BY id`.execute(tx)
      return Object.fromEntries(rows.map(({ name, owner }) => [name, owner]))
    },
    'server',
  )
const begun = () =>
  database.read(HERE, async (tx) => {
    const { rows } = await sql<{
      id: string
    }>`SELECT id FROM external_ids WHERE kind = 'begun' ORDER BY id`.execute(tx)
    return rows.map((row) => row.id)
  })

const backfilled = {
  'Eve’s': EVE,
  'Eve’s, retired': EVE,
  'Adam’s': null,
  'Olga’s': null,
  'Everybody’s': null,
  'Noted by somebody who is gone': null,
}

test('agents created by end users belong to them after the upgrade', LONG, async () => {
  await migrate(database, { to: BEFORE })
  await inTenant(
    HERE,
    `INSERT INTO tenants (tenant_id, slug, name) VALUES ('${HERE}', 'here', 'Here');
    ${member(HERE, EVE, 'end_user')} ${member(HERE, ADAM, 'admin')} ${member(HERE, OLGA, 'operator')}
    ${Object.entries(agents)
      .map(([one, name]) => agent(HERE, one, name))
      .join('')}
    UPDATE agents SET deleted_at = now() WHERE id = '${id(21)}';
    ${noted(HERE, EVE, [id(20), id(21)])} ${noted(HERE, ADAM, [id(22)])} ${noted(HERE, OLGA, [id(23)])}
    ${noted(HERE, id(99), [id(25)])}
    ${conversation(TOLD, { sessionId: 'one' })} ${conversation(SILENT, { window: {} })}`,
  )
  // The ids of another tenant's agents stand in nobody's notes but by chance or by malice.
  await inTenant(
    THERE,
    `INSERT INTO tenants (tenant_id, slug, name) VALUES ('${THERE}', 'there', 'There');
    ${member(THERE, FAR, 'end_user')} ${agent(THERE, id(40), 'Far')} ${noted(THERE, FAR, [id(24)])}`,
  )

  await migrate(database, { to: STEP })
  expect(await owners()).toEqual(backfilled)
  expect(await begun()).toEqual([TOLD])

  // What people did on this version.
  await inTenant(
    HERE,
    `INSERT INTO agents (tenant_id, id, name, owner_id) VALUES ('${HERE}', '${id(26)}', 'Adam’s own', '${ADAM}');
    INSERT INTO external_ids (tenant_id, dialect, kind, external_id, id)
      VALUES ('${HERE}', 'mini-chatbox', 'begun', '${LATER}', '${LATER}');`,
  )
  await migrate(database, 'latest')
  const everybodys = Object.entries(backfilled).flatMap(([name, owner]) => (owner === null ? [name] : []))
  expect(await namesSeenBy(HERE, EVE)).toEqual(Object.keys(backfilled))
  expect(await namesSeenBy(HERE, ADAM)).toEqual([...everybodys, 'Adam’s own'])
  expect(await namesSeenBy(HERE, OLGA)).toEqual(everybodys)
  expect(await namesSeenBy(HERE, null)).toEqual(everybodys)
  expect(await namesSeenBy(THERE, FAR)).toEqual(['Far'])
  expect(await owners()).toEqual({ ...backfilled, 'Adam’s own': ADAM })
  expect(await begun()).toEqual([TOLD, LATER])
  const { external_ids: notes = [] } = await everyRow(database)
  expect(notes.filter((line) => line.includes('agent-owner'))).toEqual([])
})
