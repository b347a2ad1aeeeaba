import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTenantDatabase, type TenantDatabase } from '#test/support/tenant-database.ts'
import { insertEvents } from './insert-events.ts'
import { numberLeftOver } from './number-left-over.ts'

let place: TenantDatabase

beforeAll(async () => {
  place = await openTenantDatabase()
})

afterAll(() => place.close())

const author = () => ({ tenantId: place.tenantId, requestId: 'r', actor: { kind: 'system', id: null } })

const store = (type: string) =>
  place.database.write(place.tenantId, (tx) => insertEvents(tx, author(), [{ type, payload: {} }]))

/** As a process of the version before did it, which was killed before it gave a number. */
const leave = (tenantId: string, type: string) =>
  place.database.system((tx) =>
    sql`INSERT INTO events (tenant_id, id, type, payload, actor_kind, request_id)
      VALUES (${tenantId}, ${randomUUID()}, ${type}, '{}', 'system', 'r')`.execute(tx),
  )

const numbered = async (): Promise<[string, number | null][]> => {
  const rows = await place.database.read(place.tenantId, (tx) =>
    tx.selectFrom('events').select(['type', 'number']).orderBy('position').execute(),
  )
  return rows.map(({ type, number }) => [type, number])
}

test('unnumbered events follow the numbered ones in order, once; those of a deleted tenant disappear', async () => {
  const gone = randomUUID()
  await store('stored')
  for (const type of ['left', 'left next']) await leave(place.tenantId, type)
  await leave(gone, 'left by nobody')
  await Promise.all([numberLeftOver(place.database), numberLeftOver(place.database)])
  await store('stored later')
  expect(await numbered()).toEqual([
    ['stored', 1],
    ['left', 2],
    ['left next', 3],
    ['stored later', 4],
  ])
  const { rows } = await place.database.system((tx) =>
    sql`SELECT FROM events WHERE tenant_id = ${gone}`.execute(tx),
  )
  expect(rows).toEqual([])
})
