import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTenantDatabase, type TenantDatabase } from '#test/support/tenant-database.ts'
import type { Transaction } from './open.ts'
import { type Asked, joined } from './joined.ts'
import { isSet, setStatement } from './set-statement.ts'
import type { Send } from './transaction.ts'

let place: TenantDatabase

beforeAll(async () => {
  place = await openTenantDatabase()
})
afterAll(() => place.close())
beforeEach(async () => {
  await place.database.write(place.tenantId, (tx) => tx.deleteFrom('jobs').execute())
})

const insertJobs = setStatement<{ id: string; name: string }>((db, { rows }) =>
  db
    .insertInto('jobs')
    .columns(['tenant_id', 'id', 'name', 'input', 'actor', 'request_id', 'tries_max'])
    .expression(
      sql`SELECT ${place.tenantId}::uuid, id, name, '{}', '{}', 'r', 1
      FROM jsonb_to_recordset(${rows}::jsonb) AS job(id uuid, name text)`,
    ),
)

/** Stores a job in a group; `first` runs before. */
const write = (
  name: string,
  { key = name, id = randomUUID(), viewer = null as string | null } = {},
  first: (tx: Transaction, send: Send) => Promise<unknown> = async () => {},
) =>
  place.database.writeInGroup(
    place.tenantId,
    key,
    async (tx, send) => {
      await first(tx, send)
      send(insertJobs.with([{ id, name }]))
      return name
    },
    viewer,
  )

/** The names of stored rows, by the transaction that stored them. */
async function stored(): Promise<string[][]> {
  const { rows } = await place.database.read(place.tenantId, (tx) =>
    sql<{ names: string[] }>`SELECT array_agg(name ORDER BY name) AS names FROM jobs
      GROUP BY xmin::text ORDER BY min(name)`.execute(tx),
  )
  return rows.map(({ names }) => names)
}

test('what arrives while the first commits shares the next transaction', async () => {
  expect(await Promise.all([write('a'), write('b'), write('c')])).toEqual(['a', 'b', 'c'])
  expect(await stored()).toEqual([['a'], ['b', 'c']])
})

test('of two about the same the second sees what the first did', async () => {
  const seen: number[] = []
  const count = async (tx: Transaction) =>
    void seen.push((await tx.selectFrom('jobs').select('id').where('name', 'like', 'same%').execute()).length)
  await Promise.all([
    write('a'),
    write('same1', { key: 'k' }, count),
    write('same2', { key: 'k' }, count),
    write('d'),
  ])
  expect(seen).toEqual([0, 1])
  expect(await stored()).toEqual([['a'], ['d', 'same1'], ['same2']])
})

test('one that throws before it changed anything is left out, and the others commit', async () => {
  const refuse = async (tx: Transaction) => {
    await tx.selectFrom('jobs').select('id').execute()
    throw new Error('not with me')
  }
  const ended = await Promise.allSettled([write('a'), write('b'), write('none', {}, refuse), write('d')])
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect(ended[2]).toMatchObject({ reason: { message: 'not with me' } })
  expect(await stored()).toEqual([['a'], ['b', 'd']])
})

test('one that throws after a change is rolled back alone, and the others commit', async () => {
  const changeMind = async (tx: Transaction) => {
    await tx.executeQuery(insertJobs.with([{ id: randomUUID(), name: 'half' }]))
    throw new Error('changed my mind')
  }
  const ended = await Promise.allSettled([write('a'), write('b'), write('none', {}, changeMind), write('d')])
  expect(ended[2]).toMatchObject({ reason: { message: 'changed my mind' } })
  expect((await stored()).flat()).toEqual(['a', 'b', 'd'])
})

test('a statement that the database refuses fails its own transaction only', async () => {
  const id = randomUUID()
  await write('first', { id })
  const ended = await Promise.allSettled([write('a'), write('b'), write('again', { id }), write('d')])
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect(ended[2]).toMatchObject({ reason: { kind: 'conflict' } })
  expect((await stored()).flat().toSorted()).toEqual(['a', 'b', 'd', 'first'])
})

test('one that waits for a locked row delays no other, now or later', async () => {
  await write('locked')
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const lock = (tx: Transaction) =>
    tx.selectFrom('jobs').select('id').where('name', '=', 'locked').forUpdate().execute()
  let isLocked = () => {}
  const locked = new Promise<void>((resolve) => {
    isLocked = resolve
  })
  const holder = place.database.write(place.tenantId, async (tx) => {
    await lock(tx)
    isLocked()
    await held
  })
  await locked
  let waited = 0
  const stand = (name: string) => write(name, { key: 'locked' }, lock).finally(() => (waited += 1))
  // The first one runs alone; the others with its key are grouped again.
  const late = [stand('late1'), stand('late2')]
  await Promise.all([write('a'), write('b')])
  late.push(stand('late3'))
  await write('d')
  expect(waited).toBe(0)
  letGo()
  await Promise.all([holder, ...late])
  expect((await stored()).flat().toSorted()).toEqual(['a', 'b', 'd', 'late1', 'late2', 'late3', 'locked'])
})

test('each reads its own earlier writes, and not those of the others', async () => {
  const seen: Record<string, unknown> = {}
  const look = (name: string) => async (tx: Transaction, send: Send) => {
    send(insertJobs.with([{ id: randomUUID(), name: `${name} before` }]))
    const { rows } = await sql<{ viewer: string; mine: number }>`
      SELECT current_setting('app.viewer') AS viewer,
        (SELECT count(*)::integer FROM jobs WHERE name LIKE ${`${name}%`}) AS mine`.execute(tx)
    seen[name] = rows[0]
  }
  const [one, other] = [randomUUID(), randomUUID()]
  await Promise.all([
    write('a'),
    write('x', { viewer: one }, look('x')),
    write('y', { viewer: other }, look('y')),
    write('z', {}, look('z')),
  ])
  expect(seen).toEqual({
    x: { viewer: one, mine: 1 },
    y: { viewer: other, mine: 1 },
    z: { viewer: '', mine: 1 },
  })
})

test('statements over rows are combined, and share the order in which they are first needed', () => {
  const sets = Object.fromEntries(
    ['message', 'reply', 'turn', 'event'].map((name) => [
      name,
      setStatement<string>((db) => db.selectFrom('jobs').select(sql.lit(name).as('name'))),
    ]),
  )
  const of = (name: string, row: string): Asked => {
    const set = sets[name]
    if (!set) throw new Error(name)
    return { query: set.with([row]), viewer: null, answer() {}, fail() {} }
  }
  const list = joined([
    [of('message', 'm1'), of('turn', 't1'), of('event', 'e1')],
    [of('message', 'm2'), of('reply', 'r2'), of('turn', 't2'), of('event', 'e2')],
    [of('event', 'e3'), of('message', 'm3')],
  ])
  expect(list.map(({ query }) => isSet(query) && query.given)).toEqual([
    ['m1', 'm2'],
    ['r2'],
    ['t1', 't2'],
    ['e1', 'e2', 'e3'],
    ['m3'],
  ])
})
