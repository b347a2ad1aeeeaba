import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeDraft, createOwnAgent } from '#features/agents/index.ts'
import { actorId } from '#kernel/scope.ts'
import { impatientProviders } from '#test/support/impatient-providers.ts'
import { openTestApp, signedInForLong, type TestApp } from '#test/support/open-test-app.ts'
import { fillTheRest } from './fill-the-rest.ts'
import { tenantTables } from './fingerprint.ts'
import { type Actor, makeWorld, type World } from './world.ts'

// What the database does when everything above it has forgotten the tenant.

let app: TestApp
let world: World
let tables: string[]

beforeAll(async () => {
  app = await openTestApp({ ports: { providers: impatientProviders }, settings: signedInForLong })
  world = await makeWorld(app)
  tables = await tenantTables(app)
  for (const { tenantId } of [world.a, world.b]) await fillTheRest(app, tenantId)
})

afterAll(() => app.close())

const countIn = (tenantId: string, table: string, where: string) =>
  app.database.read(tenantId, async (tx) => {
    const { rows } = await sql
      .raw<{ count: number }>(`SELECT count(*) AS count FROM ${table} WHERE ${where}`)
      .execute(tx)
    return rows[0]?.count ?? -1
  })

/** The columns that a row may be written into. */
const writable = (table: string) =>
  app.database.administer(async (db) => {
    const { rows } = await sql<{
      name: string
    }>`SELECT quote_ident(column_name) AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = ${table} AND is_generated = 'NEVER' ORDER BY ordinal_position`.execute(
      db,
    )
    return rows.map(({ name }) => name)
  })

const inB = (statement: string) =>
  app.database.write(world.b.tenantId, (tx) => sql.raw(statement).execute(tx))

/** How the database refuses what a policy forbids. */
const refused = expect.objectContaining({ code: '42501' })

async function forEachTable(check: (table: string) => Promise<void>) {
  expect(tables.length).toBeGreaterThan(18)
  for (const table of tables) await check(table)
}

describe('inside tenant B, whatever the statement', () => {
  test('every table of both has rows, so that the rest proves something', () =>
    forEachTable(async (table) => {
      expect([table, await countIn(world.a.tenantId, table, 'true')]).not.toEqual([table, 0])
      expect([table, await countIn(world.b.tenantId, table, 'true')]).not.toEqual([table, 0])
    }))

  test('no row of A is visible', () =>
    forEachTable(async (table) => {
      expect([table, await countIn(world.b.tenantId, table, `tenant_id <> '${world.b.tenantId}'`)]).toEqual([
        table,
        0,
      ])
    }))

  test('no row of A is changed or deleted', () =>
    forEachTable(async (table) => {
      const before = await countIn(world.a.tenantId, table, 'true')
      const of = `WHERE tenant_id = '${world.a.tenantId}'`
      expect([table, (await inB(`UPDATE ${table} SET tenant_id = tenant_id ${of}`)).numAffectedRows]).toEqual(
        [table, 0n],
      )
      expect([table, (await inB(`DELETE FROM ${table} ${of}`)).numAffectedRows]).toEqual([table, 0n])
      expect(await countIn(world.a.tenantId, table, 'true')).toBe(before)
    }))

  test('no row is written into A', () =>
    forEachTable(async (table) => {
      const columns = await writable(table)
      const values = columns.map((column) =>
        column === 'tenant_id' ? `'${world.a.tenantId}'::uuid` : column,
      )
      const insert = `INSERT INTO ${table} (${columns.join()}) OVERRIDING SYSTEM VALUE SELECT ${values.join()} FROM ${table} LIMIT 1`
      await expect(inB(insert), table).rejects.toEqual(refused)
    }))

  test('no row is moved to A', () =>
    forEachTable(async (table) => {
      await expect(inB(`UPDATE ${table} SET tenant_id = '${world.a.tenantId}'`), table).rejects.toEqual(
        refused,
      )
    }))

  test('another role cannot be kept beyond the transaction, nor another tenant', async () => {
    await inB(`SELECT set_config('app.tenant_id', '${world.a.tenantId}', true)`)
    expect(await countIn(world.b.tenantId, 'agents', `tenant_id = '${world.a.tenantId}'`)).toBe(0)
  })

  test('search finds nothing of A, and cannot be directed there', async () => {
    const search = (tenantId: string) =>
      `SELECT * FROM search_passages('${tenantId}', (SELECT array_agg(id) FROM knowledge_bases),
        (SELECT array_agg(number # ('x' || right(knowledge_base_id::text, 8))::bit(32)::integer) FROM term_statistics), 100)`
    expect((await inB(search(world.b.tenantId))).rows.length).toBeGreaterThan(0)
    await expect(inB(search(world.a.tenantId))).rejects.toEqual(refused)
  })

  test('nor does it find any contact of A', async () => {
    const search = (tenantId: string, place: string) =>
      `SELECT * FROM search_visitors('${tenantId}', '''@${place}''', '''w'':*', 100)`
    const { a, b } = world
    expect((await inB(search(b.tenantId, b.tenantId))).rows.length).toBeGreaterThan(0)
    expect((await inB(search(b.tenantId, a.tenantId))).rows).toEqual([])
    await expect(inB(search(a.tenantId, a.tenantId))).rejects.toEqual(refused)
  })

  test('nor any conversation of A', async () => {
    const search = (tenantId: string, places: string) =>
      `SELECT * FROM search_conversations('${tenantId}', '''@${places}''', '''canary'':*', 100)`
    const { a, b } = world
    expect((await inB(search(b.tenantId, b.tenantId))).rows.length).toBeGreaterThan(0)
    expect((await inB(search(b.tenantId, a.tenantId))).rows).toEqual([])
    await expect(inB(search(a.tenantId, a.tenantId))).rejects.toEqual(refused)
  })
})

describe('for a member’s own agent, whatever the statement', () => {
  let own: string
  const hanging = ['agents', 'agent_versions', 'agent_drafts', 'suggestions']
  const keyIn = (table: string) => (table === 'agents' ? 'id' : 'agent_id')
  const seenBy = (viewer: string | null, table: string) =>
    app.database.read(
      world.b.tenantId,
      async (tx) => {
        const { rows } =
          await sql`SELECT FROM ${sql.table(table)} WHERE ${sql.ref(keyIn(table))} = ${own}`.execute(tx)
        return rows.length
      },
      viewer,
    )
  const idOf = async (actor: Actor) => actorId((await actor.enter()).scope)

  beforeAll(async () => {
    const ownerId = await idOf(world.b.endUser)
    const given = { ownerId, name: 'Diary', instructions: 'Keep it to yourself.' }
    own = (await createOwnAgent(world.b.system, given)).id
    await changeDraft(world.b.system, { agentId: own, instructions: 'Keep it.' })
    await app.database.write(
      world.b.tenantId,
      (tx) =>
        sql`INSERT INTO suggestions SELECT (jsonb_populate_record(s,
          jsonb_build_object('id', ${own}::uuid, 'agent_id', ${own}::uuid))).* FROM suggestions s LIMIT 1`.execute(
          tx,
        ),
      'server',
    )
  })

  test('its owner and the server see all of it', async () => {
    for (const table of hanging)
      for (const viewer of [await idOf(world.b.endUser), 'server'])
        expect([table, await seenBy(viewer, table)]).toEqual([table, 1])
  })

  test('nobody else sees anything of it, of any rank', async () => {
    const { owner, admin, operator, otherEndUser, visitor } = world.b
    const others = await Promise.all([owner, admin, operator, otherEndUser, visitor].map(idOf))
    for (const table of hanging)
      for (const viewer of [...others, null, ''])
        expect([table, viewer, await seenBy(viewer, table)]).toEqual([table, viewer, 0])
  })

  test('nobody else changes it, takes it, or creates one for somebody', async () => {
    const other = await idOf(world.b.admin)
    const as = (statement: string) =>
      app.database.write(world.b.tenantId, (tx) => sql.raw(statement).execute(tx), other)
    for (const table of hanging) {
      const of = `WHERE ${keyIn(table)} = '${own}'`
      const changed = await as(`UPDATE ${table} SET tenant_id = tenant_id ${of}`)
      expect([table, changed.numAffectedRows]).toEqual([table, 0n])
      expect([table, (await as(`DELETE FROM ${table} ${of}`)).numAffectedRows]).toEqual([table, 0n])
    }
    await expect(
      as(`INSERT INTO agents (tenant_id, id, name, owner_id)
        VALUES (current_tenant(), gen_random_uuid(), 'Gift', '${await idOf(world.b.endUser)}')`),
    ).rejects.toEqual(refused)
    await expect(
      as(`INSERT INTO agent_drafts (tenant_id, agent_id, changes, revision, author_kind)
        VALUES (current_tenant(), '${own}', '{}', 1, 'member')`),
    ).rejects.toEqual(refused)
  })

  test('it is found as an answering agent in its own tenant alone', async () => {
    const answering = `SELECT id FROM answering_agents(ARRAY['${own}']::uuid[])`
    expect((await inB(answering)).rows).toEqual([{ id: own }])
    const inA = await app.database.read(world.a.tenantId, (tx) => sql.raw(answering).execute(tx))
    expect(inA.rows).toEqual([])
    expect((await nowhere('parley_app', answering)).rows).toEqual([])
  })
})

/** A statement under a role that entered no tenant; it is undone. */
const nowhere = (role: string, statement: string) =>
  app.database.administer((db) =>
    db.transaction().execute(async (tx) => {
      await sql.raw(`SET LOCAL ROLE ${role}`).execute(tx)
      return sql.raw<{ count: number }>(statement).execute(tx)
    }),
  )

describe('outside of any tenant', () => {
  test('no row of anyone is visible', () =>
    forEachTable(async (table) => {
      const { rows } = await nowhere('parley_app', `SELECT count(*)::int AS count FROM ${table}`)
      expect([table, rows[0]?.count]).toEqual([table, 0])
    }))

  test('no row is written', async () => {
    const insert = `INSERT INTO agents (tenant_id, id, name) VALUES ('${world.a.tenantId}', gen_random_uuid(), 'Nobody')`
    await expect(nowhere('parley_app', insert)).rejects.toEqual(refused)
  })

  test('search refuses', async () => {
    const search = `SELECT * FROM search_passages(NULL, '{}', '{1}', 100)`
    await expect(nowhere('parley_app', search)).rejects.toEqual(refused)
    const conversations = `SELECT * FROM search_conversations(NULL, 'a', 'a', 10)`
    await expect(nowhere('parley_app', conversations)).rejects.toEqual(refused)
    const visitors = `SELECT * FROM search_visitors(NULL, 'a', 'a', 10)`
    await expect(nowhere('parley_app', visitors)).rejects.toEqual(refused)
  })

  test('the system sees only what it needs', async () => {
    const { rows } = await nowhere('parley_system', 'SELECT count(*)::int AS count FROM members')
    expect(rows[0]?.count).toBeGreaterThan(5)
    for (const table of ['messages', 'conversations', 'passages', 'documents', 'files', 'agents'])
      await expect(nowhere('parley_system', `SELECT count(*) FROM ${table}`), table).rejects.toEqual(refused)
  })
})

test('with isolation off in one table the same checks would see it', async () => {
  const undo = new Error('undo')
  const seen = app.database.administer((db) =>
    db.transaction().execute(async (tx) => {
      await sql`ALTER TABLE agents DISABLE ROW LEVEL SECURITY`.execute(tx)
      await sql
        .raw(`SET LOCAL ROLE parley_app; SELECT set_config('app.tenant_id', '${world.b.tenantId}', true)`)
        .execute(tx)
      const { rows } = await sql<{
        count: number
      }>`SELECT count(*)::int AS count FROM agents WHERE tenant_id = ${world.a.tenantId}`.execute(tx)
      throw Object.assign(undo, { count: rows[0]?.count })
    }),
  )
  await expect(seen).rejects.toMatchObject({ count: expect.any(Number) })
  expect((undo as Error & { count?: number }).count).toBeGreaterThan(0)
})
