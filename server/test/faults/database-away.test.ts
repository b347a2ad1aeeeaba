import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { crowdAtWork } from '#test/support/crowd-at-work.ts'
import { hasRedis } from '#test/support/redis-server.ts'
import { startTemporaryPostgres } from '../../../scripts/temporary-postgres.ts'
import { isTorture } from './size.ts'

const canRun = hasRedis && process.env.PARLEY_TEST_DATABASE_URL !== undefined
const AWAY_MS = isTorture ? 30_000 : 3_000
const ROUNDS = isTorture ? 3 : 1

test.runIf(canRun)(
  'a dead database server is waited for: callers are told to retry, and nothing acknowledged is lost',
  async () => {
    const postgres = await startTemporaryPostgres()
    if (!postgres) throw new Error('PostgreSQL is not installed.')
    await using cleanUp = new AsyncDisposableStack()
    cleanUp.defer(() => postgres.stop())
    const crowd = cleanUp.use(await crowdAtWork(postgres.url))
    for (let round = 0; round < ROUNDS; round += 1) {
      await crowd.workFor(2_000)
      postgres.kill()
      for (const { url } of crowd.servers) {
        const body = JSON.stringify({ email: 'nobody@example.com', password: 'a password' })
        const headers = { 'content-type': 'application/json' }
        const answer = await fetch(`${url}/v1/auth/login`, { method: 'POST', body, headers })
        expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([503, true])
        expect((await fetch(`${url}/readyz`)).status).toBe(503)
        expect((await fetch(`${url}/healthz`)).status).toBe(200)
      }
      await pause(AWAY_MS)
      postgres.start()
      await crowd.ready()
      await crowd.workFor(2_000)
    }
    const { report, refused } = await crowd.finish()
    console.log('database away:', JSON.stringify(report))
    expect(report).toMatchObject({ lost: 0, doubled: 0, stuck: 0, torn: 0 })
    expect(report.acknowledged).toBeGreaterThan(12)
    expect(refused).toEqual([])
  },
  900_000,
)
