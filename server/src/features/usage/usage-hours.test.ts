import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemScope } from '#features/access/index.ts'
import { firstIdOf } from '#platform/database/time-ids.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { rolledOf } from '#platform/rollups/rolled.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { type Counts, countUsage, nothing } from './count-usage.ts'
import { daysOf } from './days.ts'
import { forgetOld, rollUpUsage } from './index.ts'
import { NAME } from './usage-hours.ts'

// Usage is random; whatever was rolled up, the results must equal those from the rows.

const BEGIN = Date.parse('2026-03-01T00:00:00Z')
const HOUR_MS = 3_600_000
const DAYS = 24
const PERIODS = [
  { from: '2026-03-01', to: '2026-03-24', timeZone: 'UTC' },
  { from: '2026-02-20', to: '2026-03-30', timeZone: 'Asia/Taipei' },
  { from: '2026-03-03', to: '2026-03-12', timeZone: 'Asia/Kathmandu' },
]
const WAYS = ['day', 'model', 'agent', 'person', 'purpose'] as const

let seed = 20_260_302
const chance = () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}
const upTo = (count: number) => Math.floor(chance() * count)
const oneOf = <T>(choices: readonly T[]): T => choices[upTo(choices.length)] as T
const agents = [randomUUID(), randomUUID()]
const visitors = [randomUUID(), randomUUID(), randomUUID()]

let server: TestServer
let tenantId = ''
const conversations: string[] = []
beforeAll(async () => {
  server = await openTestServer()
  tenantId = (await server.ask<{ tenant: { id: string } }>('GET', '/v1/me')).body.tenant.id
  await write(async (tx) => {
    for (const id of agents)
      await tx.insertInto('agents').values({ tenant_id: tenantId, id, name: id }).execute()
    for (let count = 0; count < 40; count += 1) await converse(tx)
    for (let count = 0; count < 120; count += 1) await spend(tx)
  })
})
afterAll(() => server.close())

const write = <R>(run: (tx: Transaction) => Promise<R>) => server.app.database.write(tenantId, run)
const scope = () =>
  systemScope(server.app, tenantId, { requestId: 'r', signal: new AbortController().signal })
const roll = () => rollUpUsage(scope())
const rollAll = async () => {
  let steps = 1
  while (await roll()) steps += 1
  return steps
}

const someTime = () => new Date(BEGIN + upTo(DAYS * 24) * HOUR_MS + upTo(HOUR_MS))
const idAt = (at: Date) => firstIdOf(at).slice(0, 15) + uuidv7().slice(15)
const paid = () => (upTo(3) === 0 ? [null, null] : [upTo(1e9), oneOf(['EUR', 'CNY'])])

async function converse(tx: Transaction) {
  const id = uuidv7()
  conversations.push(id)
  await sql`INSERT INTO conversations (tenant_id, id, agent_id, owner_kind, owner_id, in_inbox)
    VALUES (${tenantId}, ${id}, ${agents[0]}, 'visitor', ${oneOf(visitors)}, true)`.execute(tx)
  for (let count = upTo(8); count > 0; count -= 1) {
    const [at, message, [nanos, currency]] = [someTime(), uuidv7(), paid()]
    await sql`INSERT INTO messages (tenant_id, id, conversation_id, seq, author_kind, author_name, role, parts)
      VALUES (${tenantId}, ${message}, ${id}, ${count}, 'agent', 'A', 'assistant', '[]')`.execute(tx)
    await sql`INSERT INTO replies (tenant_id, id, conversation_id, message_id, agent_id, state, attempt, control_epoch, model,
        input_tokens, output_tokens, first_token_ms, cost_nanos, currency, created_at)
      VALUES (${tenantId}, ${idAt(at)}, ${id}, ${message}, ${oneOf(agents)}, ${oneOf(['completed', 'completed', 'failed', 'cancelled'])},
        1, 0, ${oneOf(['one', 'two', null])}, ${upTo(900)}, ${oneOf([null, 0, 60])}, ${oneOf([null, upTo(32), upTo(9_000)])},
        ${nanos}, ${currency}, ${at})`.execute(tx)
  }
}

async function spend(tx: Transaction) {
  const [at, [nanos, currency]] = [someTime(), paid()]
  const actor = oneOf(visitors)
  if (upTo(2) === 0)
    await sql`INSERT INTO completions (tenant_id, id, actor_kind, actor_id, agent_id, state, output_tokens, first_token_ms,
        duration_ms, purpose, cost_nanos, currency, created_at)
      VALUES (${tenantId}, ${idAt(at)}, 'visitor', ${actor}, ${oneOf(agents)}, 'completed', ${upTo(9)}, ${upTo(400)}, 1,
        ${oneOf(['summary', 'title'])}, ${nanos}, ${currency}, ${at})`.execute(tx)
  else
    await sql`INSERT INTO spent_vectors (tenant_id, id, agent_id, actor_kind, actor_id, model, tokens, purpose,
        cost_nanos, currency, created_at)
      VALUES (${tenantId}, ${idAt(at)}, ${agents[0]}, 'visitor', ${actor}, 'three', ${upTo(90)},
        ${oneOf(['embedding', 'search', 'reranking'])}, ${nanos}, ${currency}, ${at})`.execute(tx)
}

/** Every report, by its parameters. */
async function answers(tx: Reader) {
  const all: [string, Counts][] = []
  for (const period of PERIODS)
    for (const by of WAYS)
      for (const filter of [{}, { agentId: agents[0] }, { model: 'one' }]) {
        const { total, lines } = await countUsage(
          tx,
          daysOf(period),
          { by, agentId: undefined, model: undefined, ...filter },
          500,
        )
        const asked = JSON.stringify([period, by, filter])
        all.push([`${asked} total`, total])
        for (const [key, counts] of lines) all.push([`${asked} ${key}`, counts])
      }
  return all.sort(([a], [b]) => (a < b ? -1 : 1))
}

/** The reports without any roll-up. */
async function slowAnswers() {
  const undo = new Error('undo')
  let all: Awaited<ReturnType<typeof answers>> = []
  await write(async (tx) => {
    await tx.deleteFrom('rolled_until').execute()
    all = await answers(tx)
    throw undo
  }).catch((error: unknown) => {
    if (error !== undo) throw error
  })
  return all
}

async function expectSame() {
  const slow = await slowAnswers()
  const quick = await server.app.database.read(tenantId, answers)
  expect(quick.map(([asked]) => asked)).toEqual(slow.map(([asked]) => asked))
  for (const [at, [asked, counts]] of quick.entries()) {
    const { firstTokenMs, costs, ...exact } = (slow[at] ?? [asked, nothing])[1]
    expect({ asked, ...counts }).toMatchObject({ asked, ...exact })
    expect(counts.costs.map(({ currency, amount }) => [currency, amount.toFixed(9)]).sort()).toEqual(
      costs.map(({ currency, amount }) => [currency, amount.toFixed(9)]).sort(),
    )
    if (firstTokenMs === null) expect(counts.firstTokenMs).toBeNull()
    else
      expect(Math.abs((counts.firstTokenMs ?? Number.NaN) - firstTokenMs)).toBeLessThanOrEqual(
        1 + firstTokenMs / 30,
      )
  }
}

const staleHours = () =>
  server.app.database.read(tenantId, (tx) => tx.selectFrom('stale_hours').selectAll().execute())
const rawHours = async () => {
  const { raw } = await server.app.database.read(tenantId, (tx) =>
    rolledOf(tx, NAME, [new Date(BEGIN), new Date(BEGIN + DAYS * 24 * HOUR_MS)]),
  )
  return raw.reduce((sum, { from, to }) => sum + (to.getTime() - from.getTime()) / HOUR_MS, 0)
}

test('the answers are those of the rows before, while and after hours are rolled up', {
  timeout: 60_000,
}, async () => {
  expect(await rawHours()).toBe(DAYS * 24)
  await roll()
  expect(await rawHours()).toBeLessThan(DAYS * 24)
  expect(await rawHours()).toBeGreaterThan(0)
  await expectSame()
  expect(await rollAll()).toBeGreaterThan(2)
  expect(await rawHours()).toBe(0)
  await expectSame()
})

test('what changes an hour that was rolled up is in the next answer, and the hour is rolled up again', {
  timeout: 60_000,
}, async () => {
  await write(async (tx) => {
    await sql`UPDATE replies SET state = 'failed', input_tokens = 7 WHERE conversation_id = ${conversations[0]}`.execute(
      tx,
    )
    await converse(tx)
    await spend(tx)
  })
  await write((tx) => sql`DELETE FROM conversations WHERE id = ${conversations[1]}`.execute(tx))
  await write((tx) =>
    sql`UPDATE replies SET created_at = created_at + interval '1 hour' WHERE conversation_id = ${conversations[2]}`.execute(
      tx,
    ),
  )
  expect(await rawHours()).toBeGreaterThan(3)
  await expectSame()
  await rollAll()
  expect(await rawHours()).toBe(0)
  expect(await staleHours()).toEqual([])
  await expectSame()
})

test('a change that is committed while its hour is rolled up is not lost', { timeout: 60_000 }, async () => {
  await write((tx) =>
    sql`UPDATE replies SET input_tokens = 11 WHERE conversation_id = ${conversations[3]}`.execute(tx),
  )
  await write(async (tx) => {
    await sql`UPDATE replies SET input_tokens = 1_000_003 WHERE conversation_id = ${conversations[3]}`.execute(
      tx,
    )
    await rollAll()
    expect(await rawHours()).toBe(0)
  })
  expect(await rawHours()).toBeGreaterThan(0)
  await expectSame()
})

test('nor is one of many that are committed while hours are rolled up all the time', {
  timeout: 60_000,
}, async () => {
  let isOver = false
  const rolling = (async () => {
    while (!isOver) await roll()
  })()
  const change = async () => {
    for (let count = 0; count < 40; count += 1)
      await write((tx) =>
        sql`UPDATE replies SET input_tokens = ${upTo(1e6)} WHERE conversation_id = ${oneOf(conversations)}`.execute(
          tx,
        ),
      )
  }
  await Promise.all([change(), change(), change()])
  isOver = true
  await rolling
  await rollAll()
  expect(await rawHours()).toBe(0)
  await expectSame()
})

test('what budgets counted a year ago and results for repeats of a week ago are forgotten', async () => {
  const [budget, actor] = [uuidv7(), uuidv7()]
  await write(async (tx) => {
    await sql`INSERT INTO budgets (tenant_id, id, kind, period, amount_nanos, currency)
      VALUES (${tenantId}, ${budget}, 'tenant', 'month', 1, 'EUR')`.execute(tx)
    for (const age of ['14 months', '12 months'])
      await sql`INSERT INTO budget_spending (tenant_id, budget_id, subject_id, period_begins)
        VALUES (${tenantId}, ${budget}, ${tenantId}, now() - ${age}::interval)`.execute(tx)
    for (const age of ['8 days', '6 days'])
      await sql`INSERT INTO idempotency_keys (tenant_id, actor_id, key, request_digest, created_at)
        VALUES (${tenantId}, ${actor}, ${age}, '', now() - ${age}::interval)`.execute(tx)
  })
  await forgetOld(scope())
  const left = await server.app.database.read(tenantId, async (tx) => [
    (await tx.selectFrom('budget_spending').select('budget_id').where('budget_id', '=', budget).execute())
      .length,
    (await tx.selectFrom('idempotency_keys').select('key').where('actor_id', '=', actor).execute()).map(
      ({ key }) => key,
    ),
  ])
  expect(left).toEqual([1, ['6 days']])
})

test('a tenant goes with all that was counted of it', async () => {
  await server.app.database.system((tx) =>
    tx.deleteFrom('tenants').where('tenant_id', '=', tenantId).execute(),
  )
  expect(await staleHours()).toEqual([])
})
