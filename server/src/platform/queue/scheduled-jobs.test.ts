import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#platform/database/open.ts'
import { openTenantDatabase } from '#test/support/tenant-database.ts'
import { deleteScheduledJob, upsertScheduledJob, takeDue } from './scheduled-jobs.ts'

let database: Database
let tenantId: string
let close: () => Promise<void>
beforeAll(async () => {
  ;({ database, tenantId, close } = await openTenantDatabase())
})
afterAll(() => close())

const noon = new Date('2026-03-10T12:00:00Z')
const minutesLater = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)
const PACE = { underWayMax: 3, lostAfterMs: 600_000 }
const take = (now: Date, pace = PACE) => takeDue(database, 'r', now, pace)

const make = (jobName: string, subjectId: string, dueAt: Date, ofTenant = tenantId) =>
  database.write(ofTenant, async (tx) => {
    await tx.executeQuery(
      upsertScheduledJob({
        tenantId: ofTenant,
        jobName,
        subjectId,
        input: { subjectId },
        triesMax: 2,
        dueAt,
      }),
    )
  })
const cancel = (jobName: string, subjectId: string) =>
  database.write(tenantId, async (tx) => {
    await tx.executeQuery(deleteScheduledJob({ tenantId, jobName, subjectId }))
  })
const jobs = async (name: string) => {
  const { rows } = await database.system((tx) =>
    sql<{ id: string }>`SELECT input->>'subjectId' AS id FROM jobs WHERE name = ${name} ORDER BY id`.execute(
      tx,
    ),
  )
  return rows.map(({ id }) => id)
}

test('a scheduled job is enqueued when it is due, and moves when it is rescheduled', async () => {
  const subject = randomUUID()
  await make('early', subject, minutesLater(5))
  expect(await take(minutesLater(4))).toBe(0)
  await make('early', subject, minutesLater(10))
  expect(await take(minutesLater(6))).toBe(0)
  expect(await take(minutesLater(10))).toBe(1)
  expect(await jobs('early')).toEqual([subject])
  await cancel('early', subject)
  expect(await take(minutesLater(1_000))).toBe(0)
})

test('of many that are due together only a few run at a time, each once, with any number of processes', async () => {
  const subjects = Array.from({ length: 10 }, () => randomUUID())
  for (const [at, subject] of subjects.entries()) await make('many', subject, minutesLater(at / 10))
  await Promise.all([take(minutesLater(2)), take(minutesLater(2))])
  const first = await jobs('many')
  expect(new Set(first).size).toBe(first.length)
  expect(first.length).toBeLessThanOrEqual(2 * PACE.underWayMax)
  expect(await take(minutesLater(3))).toBe(0)
  for (let round = 0; round < 10; round += 1) {
    for (const subject of await jobs('many')) await cancel('many', subject)
    await take(minutesLater(3))
  }
  expect((await jobs('many')).toSorted()).toEqual(subjects.toSorted())
})

test('those of a suspended tenant wait, and delay no other tenant', async () => {
  const suspendedId = randomUUID()
  const suspend = (since: Date | null) =>
    database.system((tx) =>
      tx.updateTable('tenants').set({ suspended_at: since }).where('tenant_id', '=', suspendedId).execute(),
    )
  await database.system((tx) =>
    tx.insertInto('tenants').values({ tenant_id: suspendedId, slug: 's', name: 'S' }).execute(),
  )
  const theirs = Array.from({ length: 5 }, () => randomUUID())
  for (const subject of theirs) await make('theirs', subject, noon, suspendedId)
  // As many as allowed are in progress, and then their tenant is suspended.
  expect(await take(noon)).toBe(PACE.underWayMax)
  await suspend(noon)
  const ours = randomUUID()
  await make('ours', ours, minutesLater(1))
  expect(await take(minutesLater(1))).toBe(1)
  expect(await jobs('ours')).toEqual([ours])
  expect(await take(minutesLater(60))).toBe(1)
  expect(await jobs('theirs')).toHaveLength(PACE.underWayMax)
  await cancel('ours', ours)
  await suspend(null)
  expect(await take(minutesLater(61))).toBe(PACE.underWayMax)
  await database.system((tx) => tx.deleteFrom('tenants').where('tenant_id', '=', suspendedId).execute())
})

test('a scheduled job whose queue entry was lost becomes due again', async () => {
  const subject = randomUUID()
  await make('lost', subject, noon)
  expect(await take(noon)).toBe(1)
  expect(await take(minutesLater(9))).toBe(0)
  expect(await take(minutesLater(10))).toBe(1)
  expect(await jobs('lost')).toEqual([subject, subject])
  await cancel('lost', subject)
})
