import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Transaction } from '#platform/database/open.ts'
import { openTestApp, type TestApp } from '#test/support/open-test-app.ts'
import { tenantTables } from './fingerprint.ts'
import { makeWorld, type World } from './world.ts'

// What the database does when everything above it has forgotten the tenant.

let app: TestApp
let world: World
let tables: string[]

beforeAll(async () => {
  app = await openTestApp()
  world = await makeWorld(app)
  tables = await tenantTables(app)
  for (const { tenantId } of [world.a, world.b]) await fillTheRest(tenantId)
})

afterAll(() => app.close())

/** Rows of the tables into which the world put nothing. */
async function fillTheRest(tenantId: string) {
  await app.database.write(tenantId, async (tx) => {
    const reply = await tx.selectFrom('replies').select('id').limit(1).executeTakeFirstOrThrow()
    const signIn = await tx.selectFrom('sign_ins').select('id').limit(1).executeTakeFirstOrThrow()
    const of = sql.lit(tenantId)
    const id = sql.lit(reply.id)
    await sql`INSERT INTO tool_steps (tenant_id, reply_id, call_id, name, input, has_effect) VALUES (${of}, ${id}, '1', 'look', '{}', false)`.execute(
      tx,
    )
    await sql`INSERT INTO desk_absences (tenant_id, member_id) SELECT ${of}, id FROM members LIMIT 1`.execute(
      tx,
    )
    await sql`INSERT INTO desk_attendances (tenant_id, member_id, process_id) SELECT ${of}, id, ${id} FROM members LIMIT 1`.execute(
      tx,
    )
    const message = await tx
      .selectFrom('messages')
      .select(['id', 'conversation_id'])
      .limit(1)
      .executeTakeFirstOrThrow()
    await sql`INSERT INTO desk_states (tenant_id, conversation_id) VALUES (${of}, ${message.conversation_id})`.execute(
      tx,
    )
    await sql`INSERT INTO message_translations (tenant_id, message_id, language, text, model)
      VALUES (${of}, ${message.id}, 'en', 'The same.', 'own/qwen')`.execute(tx)
    await sql`INSERT INTO conversation_summaries (tenant_id, message_id, conversation_id, seq, text, model)
      VALUES (${of}, ${message.id}, ${message.conversation_id}, 1, 'In short.', 'own/qwen')`.execute(tx)
    await sql`INSERT INTO external_ids (tenant_id, dialect, kind, external_id, id) VALUES (${of}, 'd', 'reply', '1', ${id})`.execute(
      tx,
    )
    await sql`INSERT INTO idempotency_keys (tenant_id, actor_id, key, request_digest) VALUES (${of}, ${id}, '1', '1')`.execute(
      tx,
    )
    await sql`INSERT INTO socket_tickets (tenant_id, ticket_hash, credential_kind, credential_tenant_id, credential_id, expires_at)
      VALUES (${of}, ${`ticket ${tenantId}`}, 'sign-in', ${of}, ${id}, now())`.execute(tx)
    await sql`INSERT INTO spent_refresh_tokens (tenant_id, refresh_hash, sign_in_id) VALUES (${of}, ${`spent ${tenantId}`}, ${signIn.id})`.execute(
      tx,
    )
    await sql`INSERT INTO completions (tenant_id, id, actor_kind, state, duration_ms) VALUES (${of}, ${id}, 'member', 'completed', 1)`.execute(
      tx,
    )
    await sql`INSERT INTO channel_threads (tenant_id, id, channel_id, outside_id, outside_person_id, conversation_id, visitor_id)
      SELECT ${of}, ${id}, id, '1', '1', ${message.conversation_id}, ${id} FROM channels LIMIT 1`.execute(tx)
    await sql`INSERT INTO channel_messages (tenant_id, channel_id, message_id, direction)
      SELECT ${of}, id, ${message.id}, 'in' FROM channels LIMIT 1`.execute(tx)
    await fillModels(tx, tenantId, reply.id)
    await fillWidgets(tx, tenantId, reply.id)
    await fillInitiative(tx, tenantId, message.conversation_id)
    await fillTeams(tx, tenantId, message.conversation_id)
    await fillRatings(tx, tenantId, message.conversation_id)
    await fillMail(tx, tenantId, message.conversation_id)
  })
}

/** An address that takes mail, and what came there. */
async function fillMail(tx: Transaction, tenantId: string, conversationId: string) {
  const of = sql.lit(tenantId)
  await sql`INSERT INTO channels (tenant_id, id, name, kind) VALUES (${of}, ${of}, 'Mail', 'email')`.execute(
    tx,
  )
  await sql`INSERT INTO email_channels (tenant_id, channel_id, address, secret_hash) VALUES (${of}, ${of}, 'a@b.c', '1')`.execute(
    tx,
  )
  await sql`INSERT INTO email_threads (tenant_id, conversation_id, token, subject) VALUES (${of}, ${sql.lit(conversationId)}, '1', '')`.execute(
    tx,
  )
  await sql`INSERT INTO channel_mails (tenant_id, id, channel_id, direction, state, address, outside_id)
    VALUES (${of}, ${of}, ${of}, 'in', 'ignored', 'd@e.f', '<1@e.f>')`.execute(tx)
}

/** What somebody said of a conversation, and that they are asked. */
async function fillRatings(tx: Transaction, tenantId: string, conversationId: string) {
  const [of, own] = [sql.lit(tenantId), sql.lit(conversationId)]
  await sql`INSERT INTO rating_settings (tenant_id) VALUES (${of})`.execute(tx)
  await sql`INSERT INTO ratings (tenant_id, id, conversation_id, owner_kind, owner_id, resolved_at, asked_at)
    VALUES (${of}, ${own}, ${own}, 'visitor', ${own}, now(), now())`.execute(tx)
}

/** A team with somebody and something in it. */
async function fillTeams(tx: Transaction, tenantId: string, conversationId: string) {
  const [of, own] = [sql.lit(tenantId), sql.lit(conversationId)]
  const agent = await tx.selectFrom('agents').select('id').limit(1).executeTakeFirstOrThrow()
  await sql`INSERT INTO teams (tenant_id, id, name) VALUES (${of}, ${own}, 'Second line')`.execute(tx)
  await sql`INSERT INTO team_members (tenant_id, team_id, member_id) SELECT ${of}, ${own}, id FROM members LIMIT 1`.execute(
    tx,
  )
  await sql`INSERT INTO team_conversations (tenant_id, conversation_id, team_id, waiting_since) VALUES (${of}, ${own}, ${own}, now())`.execute(
    tx,
  )
  await sql`INSERT INTO sla_clocks (tenant_id, id, conversation_id, team_id, kind, target_seconds, warn_seconds, in_open_hours, started_at, left_seconds)
    VALUES (${of}, ${own}, ${own}, ${own}, 'resolution', 60, 5, false, now(), 60)`.execute(tx)
  await sql`INSERT INTO agent_teams (tenant_id, agent_id) VALUES (${of}, ${agent.id})`.execute(tx)
}

/** What people want of agents that speak first, and what one decided. */
async function fillInitiative(tx: Transaction, tenantId: string, conversationId: string) {
  const [of, own] = [sql.lit(tenantId), sql.lit(conversationId)]
  const agent = await tx.selectFrom('agents').select('id').limit(1).executeTakeFirstOrThrow()
  await sql`INSERT INTO initiative_wishes (tenant_id, person_id) VALUES (${of}, ${own})`.execute(tx)
  await sql`INSERT INTO agent_wishes (tenant_id, person_id, agent_id, agrees) VALUES (${of}, ${own}, ${agent.id}, true)`.execute(
    tx,
  )
  await sql`INSERT INTO look_decisions (tenant_id, id, conversation_id, agent_id, person_id, after_seq, control_epoch, action, reason, state, made_at)
    VALUES (${of}, ${own}, ${own}, ${agent.id}, ${own}, 1, 0, 'wait', 'Busy.', 'waits', now())`.execute(tx)
}

/** A chat on a site's pages, and who is in it. */
async function fillWidgets(tx: Transaction, tenantId: string, id: string) {
  const [of, own] = [sql.lit(tenantId), sql.lit(id)]
  await sql`INSERT INTO widgets (tenant_id, id, public_key, name, look, forms)
    VALUES (${of}, ${own}, ${`wk ${tenantId}`}, 'Shop', '{}', '{}')`.execute(tx)
  await sql`INSERT INTO widget_passes (tenant_id, id, widget_id, visitor_id, token_hash, is_verified, expires_at)
    SELECT ${of}, ${own}, ${own}, id, ${`pass ${tenantId}`}, false, now() FROM visitors LIMIT 1`.execute(tx)
}

/** What was paid, and what is paid next. */
async function fillModels(tx: Transaction, tenantId: string, id: string) {
  const [of, own] = [sql.lit(tenantId), sql.lit(id)]
  await sql`INSERT INTO spent_replies (tenant_id, id, agent_id, owner_kind, owner_id, state, created_at)
    VALUES (${of}, ${own}, ${own}, 'member', ${own}, 'completed', now())`.execute(tx)
  await sql`INSERT INTO spent_readings (tenant_id, id, document_id, actor_kind, model)
    VALUES (${of}, ${own}, ${own}, 'member', 'own/see')`.execute(tx)
  await sql`INSERT INTO default_models (tenant_id, model) VALUES (${of}, 'own/qwen')`.execute(tx)
}

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
  test('there is something in every table of both, so that the rest proves something', () =>
    forEachTable(async (table) => {
      expect([table, await countIn(world.a.tenantId, table, 'true')]).not.toEqual([table, 0])
      expect([table, await countIn(world.b.tenantId, table, 'true')]).not.toEqual([table, 0])
    }))

  test('no row of A is seen', () =>
    forEachTable(async (table) => {
      expect([table, await countIn(world.b.tenantId, table, `tenant_id <> '${world.b.tenantId}'`)]).toEqual([
        table,
        0,
      ])
    }))

  test('no row of A is changed or removed', () =>
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

  test('another role cannot be taken for longer than the transaction, nor another tenant', async () => {
    await inB(`SELECT set_config('app.tenant_id', '${world.a.tenantId}', true)`)
    expect(await countIn(world.b.tenantId, 'agents', `tenant_id = '${world.a.tenantId}'`)).toBe(0)
  })

  test('search finds nothing of A, and cannot be asked to look there', async () => {
    const search = (tenantId: string) =>
      `SELECT * FROM search_passages('${tenantId}', (SELECT array_agg(id) FROM sources),
        (SELECT array_agg(number # ('x' || right(source_id::text, 8))::bit(32)::integer) FROM term_statistics), 100)`
    expect((await inB(search(world.b.tenantId))).rows.length).toBeGreaterThan(0)
    await expect(inB(search(world.a.tenantId))).rejects.toEqual(refused)
  })

  test('nor is any contact of A found, wherever one looks', async () => {
    const search = (tenantId: string, place: string) =>
      `SELECT * FROM search_visitors('${tenantId}', '''@${place}''', '''w'':*', 100)`
    const { a, b } = world
    expect((await inB(search(b.tenantId, b.tenantId))).rows.length).toBeGreaterThan(0)
    expect((await inB(search(b.tenantId, a.tenantId))).rows).toEqual([])
    await expect(inB(search(a.tenantId, a.tenantId))).rejects.toEqual(refused)
  })

  test('nor is any conversation of A found, wherever one looks', async () => {
    const search = (tenantId: string, places: string) =>
      `SELECT * FROM search_conversations('${tenantId}', '''@${places}''', '''canary'':*', 100)`
    const { a, b } = world
    expect((await inB(search(b.tenantId, b.tenantId))).rows.length).toBeGreaterThan(0)
    expect((await inB(search(b.tenantId, a.tenantId))).rows).toEqual([])
    await expect(inB(search(a.tenantId, a.tenantId))).rejects.toEqual(refused)
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
  test('no row of anybody is seen', () =>
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
