import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#platform/database/open.ts'
import { dropPartitions } from '#platform/database/partitions/drop-partitions.ts'
import { readPartitions } from '#platform/database/partitions/partition.ts'
import { openTenantDatabase } from '#test/support/tenant-database.ts'
import { insertJobs } from './insert-jobs.ts'
import type { LeasedJob } from './job.ts'
import { openQueue, partitionedJobs, type Queue } from './queue.ts'

let database: Database
let tenantId: string
let close: () => Promise<void>
beforeAll(async () => {
  ;({ database, tenantId, close } = await openTenantDatabase())
})
afterAll(() => close())

const store = (name: string, count: number, of = tenantId) =>
  database.write(of, (tx) =>
    insertJobs(
      tx,
      { tenantId: of, requestId: 'r', actor: { kind: 'system', id: null, name: 'system' } },
      Array.from({ length: count }, (_, at) => ({ name, input: { at }, triesMax: 2, delayMs: 0 })),
    ),
  )

const stateOf = async (job: LeasedJob | undefined) =>
  (
    await database.system((tx) =>
      tx
        .selectFrom('jobs')
        .select('state')
        .where('id', '=', job?.id ?? '')
        .executeTakeFirstOrThrow(),
    )
  ).state

const letLeasesRunOut = () =>
  database.system((tx) =>
    sql`UPDATE jobs SET lease_until = now() - interval '1 second' WHERE state = 'running'`.execute(tx),
  )

test('of several processes each job goes to one', async () => {
  await store('shared', 40)
  const queues = ['a', 'b', 'c'].map((owner) => openQueue(database, owner, 60_000))
  const claimed = (await Promise.all(queues.map((queue) => queue.claim('shared', 20)))).flat()
  expect(new Set(claimed.map(({ id }) => id)).size).toBe(claimed.length)
  expect(claimed.length).toBe(40)
})

describe('tenants take turns', () => {
  const queue = () => openQueue(database, 'turns', 60_000)
  const makeTenants = async (count: number) => {
    const ids = Array.from({ length: count }, () => uuidv7())
    await database.system((tx) =>
      tx
        .insertInto('tenants')
        .values(ids.map((id) => ({ tenant_id: id, slug: id, name: id })))
        .execute(),
    )
    return ids
  }
  const oneByOne = async (from: Queue, name: string, count: number) => {
    const tenants: string[] = []
    for (let at = 0; at < count; at += 1)
      for (const job of await from.claim(name, 1)) tenants.push(job.tenantId)
    return tenants
  }

  test('one by one, in order of arrival, across processes', async () => {
    const [before = '', flood = '', after = ''] = await makeTenants(3)
    await store('one-by-one', 500, flood)
    await store('one-by-one', 3, after)
    await store('one-by-one', 3, before)
    const turns = await oneByOne(queue(), 'one-by-one', 12)
    expect(turns).toEqual([
      before,
      flood,
      after,
      before,
      flood,
      after,
      before,
      flood,
      after,
      flood,
      flood,
      flood,
    ])
  })

  test('and share slots that are taken together, leaving none free while a job waits', async () => {
    const [flood, few, one] = await makeTenants(3)
    await store('at-once', 500, flood)
    await store('at-once', 2, few)
    await store('at-once', 1, one)
    const from = queue()
    const first = await from.claim('at-once', 9)
    expect(new Set(first.map(({ id }) => id)).size).toBe(9)
    const share = (of: string | undefined) => first.filter((job) => job.tenantId === of).length
    expect([flood, few, one].map(share)).toEqual([6, 2, 1])
    expect(await from.claim('at-once', 9)).toHaveLength(9)
  })

  test('jobs of one key run in the order in which they are due', async () => {
    const [alone] = await makeTenants(1)
    await store('in-order', 6, alone)
    await database.system((tx) =>
      sql`UPDATE jobs SET run_at = now() - (input->>'at')::int * interval '1 second' WHERE name = 'in-order'`.execute(
        tx,
      ),
    )
    const from = queue()
    const claimed = [...(await from.claim('in-order', 1)), ...(await from.claim('in-order', 1))]
    expect(claimed.map(({ input }) => input)).toEqual([{ at: 5 }, { at: 4 }])
  })

  test('even behind many jobs that are scheduled for later', async () => {
    const [flood = '', ...others] = await makeTenants(202)
    const [last = ''] = others.splice(-1)
    await store('for-later', 50, flood)
    for (const other of others) await store('for-later', 1, other)
    await store('for-later', 1, last)
    await database.system((tx) =>
      sql`UPDATE jobs SET run_at = now() + interval '1 hour' WHERE name = 'for-later' AND tenant_id = ANY(${others}::uuid[])`.execute(
        tx,
      ),
    )
    const turns = await oneByOne(queue(), 'for-later', 8)
    expect(turns).toHaveLength(8)
    expect(turns).toContain(last)
  })
})

test('a job that is due immediately is found by the next poll', async () => {
  const queue = openQueue(database, 'prompt', 60_000)
  for (let at = 0; at < 50; at += 1) {
    await store('prompt', 1)
    expect(await queue.claim('prompt', 1)).toHaveLength(1)
  }
})

test('each kind with due jobs is listed once, whoever had it before', async () => {
  const queue = openQueue(database, 'looker', 60_000)
  const named = async () =>
    (await queue.dueNames(new Date())).filter((name) => name.startsWith('named-')).sort()
  await store('named-new', 3)
  await store('named-held', 1)
  expect(await named()).toEqual(['named-held', 'named-new'])
  const held = await queue.claim('named-held', 1)
  const done = await queue.claim('named-new', 3)
  expect(await named()).toEqual([])
  await queue.finish(done)
  await letLeasesRunOut()
  expect(await named()).toEqual(['named-held'])
  await queue.finish(held)
  expect(await named()).toEqual([])
})

test('a lease is extended while its job runs, and expires otherwise', async () => {
  await store('leased', 2)
  const queue = openQueue(database, 'holder', 60_000)
  const [held, forgotten] = await queue.claim('leased', 2)
  await letLeasesRunOut()
  if (held) await queue.renew([held])
  const taken = await openQueue(database, 'other', 60_000).claim('leased', 2)
  expect(taken.map(({ id, tries }) => [id, tries])).toEqual([[forgotten?.id, 2]])
})

test('a clock jump does not restart a running job in its own process, and restarts an abandoned one', async () => {
  await store('stepped', 2)
  const queue = openQueue(database, 'stepping', 60_000)
  const [held, forgotten] = await queue.claim('stepped', 2)
  await letLeasesRunOut()
  const again = await queue.claim('stepped', 2, held ? [held] : [])
  expect(again.map(({ id }) => id)).toEqual([forgotten?.id])
  const taken = await openQueue(database, 'besides', 60_000).claim('stepped', 2, held ? [held] : [])
  expect(taken.map(({ id }) => id)).toEqual([held?.id])
})

test('a job that fails waits longer and longer, and is dead when its tries are used up', async () => {
  await store('failing', 1)
  const queue = openQueue(database, 'worker', 60_000)
  const [first] = await queue.claim('failing', 1)
  if (!first) throw new Error('Nothing was claimed.')
  await queue.fail(first, 'no')
  expect(await stateOf(first)).toBe('waiting')
  expect(await queue.claim('failing', 1)).toEqual([])
  await database.system((tx) => sql`UPDATE jobs SET run_at = now() WHERE name = 'failing'`.execute(tx))
  const [second] = await queue.claim('failing', 1)
  if (!second) throw new Error('Nothing was claimed.')
  await queue.fail(second, 'no')
  expect(await stateOf(second)).toBe('dead')
  expect(await queue.claim('failing', 1)).toEqual([])
})

test.each(['another process', 'its own'])('a lease lost to %s can no longer settle its job', async (who) => {
  await store(who, 1)
  const slow = openQueue(database, 'slow', 60_000)
  const [lost] = await slow.claim(who, 1)
  await letLeasesRunOut()
  const [again] = await (who === 'its own' ? slow : openQueue(database, 'quick', 60_000)).claim(who, 1)
  if (!lost || !again) throw new Error('Nothing was claimed.')
  expect(again).toMatchObject({ id: lost.id, tries: 2 })
  await slow.finish([lost])
  await slow.fail(lost, 'too late')
  await slow.handBack(lost)
  expect(await slow.renew([lost])).toBe(0)
  expect(await stateOf(again)).toBe('running')
})

test('leases are renewed while other jobs of the same worker end, without a deadlock', async () => {
  const ROUNDS = 20
  const JOBS = 40
  const queue = openQueue(database, 'both', 60_000)
  for (let round = 0; round < ROUNDS; round += 1) {
    await store('both', JOBS)
    const held = await queue.claim('both', JOBS)
    await Promise.all([queue.renew(held), queue.finish(held.toReversed()), queue.renew(held.toSorted(mixed))])
    expect(await Promise.all(held.map(stateOf))).toEqual(held.map(() => 'done'))
  }
})

const mixed = () => Math.random() - 0.5

test('with the days that are over go the jobs that are, and no other', async () => {
  await store('days', 7)
  const queue = openQueue(database, 'days', 60_000)
  const [done, doneLately, dead, deadLately, running, later] = await queue.claim('days', 6)
  await queue.finish([done, doneLately].filter((job) => job !== undefined))
  const put = (job: LeasedJob | undefined, change: string) =>
    database.system((tx) => sql`UPDATE jobs SET ${sql.raw(change)} WHERE id = ${job?.id ?? null}`.execute(tx))
  await put(done, "ended_at = now() - interval '25 hours'")
  await put(dead, "state = 'dead', ended_at = now() - interval '31 days'")
  await put(deadLately, "state = 'dead', ended_at = now() - interval '29 days'")
  if (later) await queue.handBack(later, 86_400_000)
  const named = () =>
    database.system((tx) =>
      tx.selectFrom('jobs').select(['id', 'state']).where('name', '=', 'days').orderBy('id').execute(),
    )
  const before = await named()
  const dropped = await database.administer(async (db) => {
    const through = (await readPartitions(db, 'jobs')).at(-1)?.to ?? new Date(0)
    const over = partitionedJobs.over?.(new Date(through.getTime() + 2 * 86_400_000))
    return over ? dropPartitions(db, partitionedJobs, over) : []
  })
  expect(dropped).toEqual(['jobs_first'])
  expect(await named()).toEqual(before.filter(({ id }) => id !== done?.id && id !== dead?.id))
  // The holder of a lease keeps it.
  if (running) await queue.finish([running])
  expect(await stateOf(running)).toBe('done')
  await put(running, "ended_at = now() - interval '25 hours'")
  await queue.prune()
  expect((await named()).map(({ id }) => id)).not.toContain(running?.id)
})
