import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unauditedEvents } from '#contract/unaudited-events.ts'
import type { Database } from '#platform/database/open.ts'
import { insertEvents } from '#platform/outbox/insert-events.ts'
import { partitionedEvents } from '#platform/outbox/partitioned-events.ts'
import { openTenantDatabase } from '#test/support/tenant-database.ts'
import { dropPartitions } from './drop-partitions.ts'
import { makePartitions } from './make-partitions.ts'
import { firstIdOf } from '../time-ids.ts'
import { type Partitioned, readPartitions } from './partition.ts'

let database: Database
let tenantId: string
let close: () => Promise<void>
beforeAll(async () => {
  ;({ database, tenantId, close } = await openTenantDatabase())
})
afterAll(() => close())

const entries: Partitioned = { table: 'search_entries', every: 'month', ahead: 1 }
const ODD = 'ffffffff-ffff-4fff-bfff-ffffffffffff'
const LATER = new Date(Date.now() + 70 * 86_400_000)

const administer = <R>(run: Parameters<typeof database.administer<R>>[0]) => database.administer(run)
const partitions = () => administer((db) => readPartitions(db, 'search_entries'))
const store = (id: string) =>
  database.write(tenantId, (tx) =>
    sql`INSERT INTO search_entries (tenant_id, id, conversation_id, said_at, terms)
      VALUES (${tenantId}, ${id}, ${id}, now(), '')`.execute(tx),
  )
const placeOf = async (id: string) =>
  (
    await database.read(tenantId, (tx) =>
      sql<{ place: string }>`
        SELECT tableoid::regclass::text AS place FROM search_entries WHERE id = ${id}`.execute(tx),
    )
  ).rows.map(({ place }) => place)

const idAt = (moment: Date, nth = 1) => firstIdOf(moment).replace(/\d{12}$/, String(nth).padStart(12, '0'))

test('what fits in no partition is kept, and moves into its own once that is made', async () => {
  const [now, later] = [idAt(new Date()), idAt(LATER)]
  for (const id of [now, later, ODD]) await store(id)
  expect(await placeOf(now)).toEqual(['search_entries_first'])
  expect(await placeOf(later)).toEqual(['search_entries_rest'])

  const made = await administer((db) => makePartitions(db, { ...entries, ahead: 3 }))
  expect(made.length).toBeGreaterThanOrEqual(1)
  expect(await placeOf(later)).toEqual([
    `search_entries_${LATER.toISOString().slice(0, 7).replace('-', '_')}`,
  ])
  expect(await placeOf(ODD)).toEqual(['search_entries_rest'])
  expect(await administer((db) => makePartitions(db, { ...entries, ahead: 3 }))).toEqual([])

  const all = await partitions()
  expect(all[0]?.from).toBeNull()
  for (const [at, { from }] of all.entries()) if (at > 0) expect(from).toEqual(all[at - 1]?.to)
})

test('a partition is as isolated as its table, and has its indexes', async () => {
  const { rows } = await administer((db) =>
    sql<{ isolates: boolean; policies: number; indexes: number }>`
      SELECT relrowsecurity AND relforcerowsecurity AS isolates,
        (SELECT count(*)::int FROM pg_policy WHERE polrelid = c.oid) AS policies,
        (SELECT count(*)::int FROM pg_index x JOIN pg_inherits i ON i.inhrelid = x.indexrelid WHERE indrelid = c.oid) AS indexes
      FROM pg_class c WHERE relispartition AND relkind = 'r' AND relname LIKE 'search\\_entries\\_2%'`.execute(
      db,
    ),
  )
  expect(rows.length).toBeGreaterThanOrEqual(1)
  for (const row of rows) expect(row).toEqual({ isolates: true, policies: 1, indexes: 3 })
  await expect(
    database.read(tenantId, (tx) => sql`SELECT FROM search_entries_first`.execute(tx)),
  ).rejects.toThrow(/permission denied/)
})

test('nobody waits long behind a partition that is to be made: it is made another time', async () => {
  const { table } = entries
  const missing = { ...entries, ahead: 4 }
  await administer(async (db) => {
    const reading = db.transaction().execute(async (tx) => {
      await sql`LOCK TABLE ${sql.table(`${table}_rest`)} IN ACCESS SHARE MODE`.execute(tx)
      const begunAt = performance.now()
      const made = await administer((other) => makePartitions(other, missing))
      return { made, tookMs: performance.now() - begunAt }
    })
    const { made, tookMs } = await reading
    expect(made).toEqual([])
    expect(tookMs).toBeLessThan(2_000)
  })
  expect((await administer((db) => makePartitions(db, missing))).length).toBe(1)
})

test('partitions that are over are dropped whole, but for what is to stay', async () => {
  const [old, kept] = [idAt(new Date(Date.now() - 86_400_000), 2), idAt(new Date(Date.now() - 86_400_000), 3)]
  await store(old)
  await store(kept)
  const first = (await partitions())[0]
  const before = first?.to ?? new Date(0)
  expect(
    await administer((db) => dropPartitions(db, entries, { before: new Date(before.getTime() - 1) })),
  ).toEqual([])
  const except = sql`id = ${sql.lit(kept)}`
  expect(await administer((db) => dropPartitions(db, entries, { before, except }))).toEqual([
    'search_entries_first',
  ])
  expect(await placeOf(old)).toEqual([])
  expect(await placeOf(kept)).toEqual(['search_entries_rest'])
  // Rows of that time are still stored.
  await store(old)
  expect(await placeOf(old)).toEqual(['search_entries_rest'])
})

test('of events that are over stays what the audit log tells', async () => {
  const author = { tenantId, requestId: 'r', actor: { kind: 'system', id: null } }
  const types = ['message.created', 'agent.changed', 'reply.ended', 'member.changed']
  await database.write(tenantId, (tx) =>
    insertEvents(
      tx,
      author,
      types.map((type) => ({ type, payload: {} })),
    ),
  )
  const kept = partitionedEvents(90, unauditedEvents)
  const through = (await administer((db) => readPartitions(db, 'events'))).at(-1)?.to ?? new Date(0)
  const day = (days: number) =>
    kept.over?.(new Date(through.getTime() + days * 86_400_000)) ?? { before: new Date(0) }
  expect(await administer((db) => dropPartitions(db, kept, day(89)))).toEqual([])
  expect(await administer((db) => dropPartitions(db, kept, day(91)))).toEqual(['events_first'])
  const left = await database.read(tenantId, (tx) =>
    tx.selectFrom('events').select('type').orderBy('number').execute(),
  )
  expect(left.map(({ type }) => type)).toEqual(['agent.changed', 'member.changed'])
})

test('the time in which no server ran gets one partition', async () => {
  const now = new Date()
  const month = (later: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + later))
  await administer(async (db) => {
    const [all, first] = [sql.table(entries.table), sql.table(`${entries.table}_first`)]
    const { rows } = await sql<{ name: string }>`
      SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = ${entries.table}::regclass`.execute(
      db,
    )
    await sql`TRUNCATE ${all}`.execute(db)
    for (const { name } of rows)
      if (!name.endsWith('_rest')) await sql`DROP TABLE ${sql.table(name)}`.execute(db)
    await sql`CREATE TABLE ${first} PARTITION OF ${all}
      FOR VALUES FROM (MINVALUE) TO (${sql.lit(firstIdOf(month(-30)))})`.execute(db)
  })
  await administer((db) => makePartitions(db, entries))
  expect((await partitions()).map(({ from, to }) => [from, to])).toEqual([
    [null, month(-30)],
    [month(-30), month(0)],
    [month(0), month(1)],
    [month(1), month(2)],
  ])
})
