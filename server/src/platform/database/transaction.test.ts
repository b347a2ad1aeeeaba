import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTenantDatabase, type TenantDatabase } from '#test/support/tenant-database.ts'
import type { Reader, Transaction } from './open.ts'

let place: TenantDatabase

beforeAll(async () => {
  place = await openTenantDatabase()
})

afterAll(() => place.close())

const insertion = (tx: Transaction, id: string, input = '{}') =>
  sql`INSERT INTO jobs (tenant_id, id, name, input, actor, request_id, tries_max)
    VALUES (${place.tenantId}, ${id}, 'none', ${input}, '{}', 'r', 1)`.compile(tx)

const stored = (): Promise<Record<string, unknown>[]> =>
  place.database.read(place.tenantId, (tx) => tx.selectFrom('jobs').selectAll().orderBy('id').execute())

test('one failing statement fails its whole transaction, and the reason is not hidden by later ones', async () => {
  const [kept, other] = [randomUUID(), randomUUID()]
  await place.database.write(place.tenantId, async (tx, send) => send(insertion(tx, kept)))
  const writing = place.database.write(place.tenantId, async (tx, send) => {
    send(insertion(tx, other))
    send(insertion(tx, kept))
    send(insertion(tx, randomUUID()))
  })
  await expect(writing).rejects.toMatchObject({ kind: 'conflict' })
  expect((await stored()).map(({ id }) => id)).toEqual([kept])
})

test('a swallowed failure does not commit', async () => {
  const before = await stored()
  const writing = place.database.write(place.tenantId, async (tx) => {
    await tx.executeQuery(insertion(tx, randomUUID()))
    await tx.executeQuery(insertion(tx, randomUUID(), 'no json')).catch(() => null)
  })
  await expect(writing).rejects.toThrow()
  expect(await stored()).toEqual(before)
})

test('a transaction that throws after a write leaves nothing behind, on the same connection or another', async () => {
  const before = await stored()
  const writing = place.database.write(place.tenantId, async (tx, send) => {
    send(insertion(tx, randomUUID()))
    throw new Error('changed my mind')
  })
  await expect(writing).rejects.toThrow('changed my mind')
  expect(await stored()).toEqual(before)
})

test('a value that cannot be encoded fails its own statement, and the connection stays usable', async () => {
  const endless: Record<string, unknown> = {}
  endless.itself = endless
  const reading = place.database.read(place.tenantId, (tx) =>
    Promise.allSettled([
      sql`SELECT ${endless}::text AS said`.execute(tx),
      sql<{ one: number }>`SELECT 1 AS one`.execute(tx),
    ]),
  )
  const [refused, answered] = await reading
  expect(refused.status).toBe('rejected')
  expect(answered).toMatchObject({ status: 'fulfilled', value: { rows: [{ one: 1 }] } })
})

test('statements skipped after a failure can be run again', async () => {
  const ask = (tx: Reader) => sql<{ two: number }>`SELECT 2 AS two`.execute(tx)
  const reading = place.database.read(place.tenantId, (tx) =>
    Promise.all([sql`SELECT 'none'::int`.execute(tx), ask(tx)]),
  )
  await expect(reading).rejects.toThrow('invalid input syntax')
  expect((await place.database.read(place.tenantId, ask)).rows).toEqual([{ two: 2 }])
})

test('rows are read with the current columns, even after a migration beside a running server', async () => {
  await stored()
  await place.database.administer((db) => sql`ALTER TABLE jobs ADD COLUMN later int DEFAULT 7`.execute(db))
  await expect.poll(() => stored().catch(() => [])).toEqual([expect.objectContaining({ later: 7 })])
})
