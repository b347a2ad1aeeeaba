import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { crowdAtWork } from '#test/support/crowd-at-work.ts'
import { OWNER } from '#test/support/open-test-server.ts'
import { hasRedis } from '#test/support/redis-server.ts'
import { startTemporaryPostgres } from '../../../scripts/temporary-postgres.ts'
import { isTorture } from './size.ts'

const canRun = hasRedis && process.env.PARLEY_TEST_DATABASE_URL !== undefined
const CUTS = isTorture ? 200 : 12
const READS_ONLY_MS = isTorture ? 60_000 : 3_000
const WITHIN_MS = 900_000

/** Two processes at work on a PostgreSQL of their own, and somebody there who may do everything. */
async function atWork(work: (database: pg.Client, url: string) => Promise<void>) {
  const postgres = await startTemporaryPostgres()
  if (!postgres) throw new Error('PostgreSQL is not installed.')
  await using cleanUp = new AsyncDisposableStack()
  cleanUp.defer(() => postgres.stop())
  const database = new pg.Client({ connectionString: postgres.superuserUrl })
  await database.connect()
  cleanUp.defer(() => database.end())
  const crowd = cleanUp.use(await crowdAtWork(postgres.url))
  await crowd.workFor(1_000)
  await work(database, crowd.servers[0]?.url ?? '')
  await crowd.workFor(2_000)
  const { report, refused } = await crowd.finish()
  console.log('at work:', JSON.stringify(report))
  expect(report).toMatchObject({ lost: 0, doubled: 0, stuck: 0, torn: 0 })
  expect(report.acknowledged).toBeGreaterThan(12)
  expect(refused).toEqual([])
}

test.runIf(canRun)(
  'connections cut during transactions lose and double nothing',
  async () => {
    await atWork(async (database) => {
      let withinTransactions = 0
      for (let cut = 0; cut < CUTS || withinTransactions === 0; cut += 1) {
        await pause(100 + Math.random() * 300)
        const { rows } = await database.query<{ within: boolean }>(
          `SELECT xact_start IS NOT NULL AS within, pg_terminate_backend(pid)
             FROM pg_stat_activity WHERE usename = 'parley'`,
        )
        withinTransactions += rows.filter(({ within }) => within).length
      }
      console.log('cut within transactions:', withinTransactions)
    })
  },
  WITHIN_MS,
)

test.runIf(canRun)(
  'a temporarily read-only database: reads continue, writes are told to retry',
  async () => {
    await atWork(async (database, url) => {
      const headers = { 'content-type': 'application/json' }
      const login = await fetch(`${url}/v1/auth/login`, {
        method: 'POST',
        headers,
        body: JSON.stringify(OWNER),
      })
      const { accessToken } = (await login.json()) as { accessToken: string }
      const authorization = `Bearer ${accessToken}`
      await database.query('ALTER SYSTEM SET default_transaction_read_only = on')
      await database.query('SELECT pg_reload_conf()')
      const write = () =>
        fetch(`${url}/v1/agents`, {
          method: 'POST',
          headers: { ...headers, authorization },
          body: JSON.stringify({ name: 'Ada' }),
        })
      await expect.poll(async () => (await write()).status, { timeout: 10_000 }).toBe(503)
      expect((await write()).headers.get('retry-after')).not.toBeNull()
      expect((await fetch(`${url}/v1/agents`, { headers: { authorization } })).status).toBe(200)
      await pause(READS_ONLY_MS)
      await database.query('ALTER SYSTEM RESET default_transaction_read_only')
      await database.query('SELECT pg_reload_conf()')
      await expect.poll(async () => (await write()).status, { timeout: 20_000 }).toBe(201)
    })
  },
  WITHIN_MS,
)
