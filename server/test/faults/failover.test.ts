import { expect, test } from 'vitest'
import { crowdAtWork } from '#test/support/crowd-at-work.ts'
import { hasRedis } from '#test/support/redis-server.ts'
import { startReplicatedPostgres } from '#test/support/replicated-postgres.ts'

const canRun = hasRedis && process.env.PARLEY_TEST_DATABASE_URL !== undefined

test.runIf(canRun)(
  'a primary lost under load is replaced by its standby, and nothing acknowledged is lost',
  async () => {
    await using postgres = await startReplicatedPostgres()
    if (!postgres) throw new Error('PostgreSQL is not installed.')
    await using crowd = await crowdAtWork(postgres.url)
    await crowd.workFor(3_000)
    const before = crowd.acknowledged()
    await postgres.failOver()
    await crowd.ready()
    await crowd.workFor(3_000)
    const { report } = await crowd.finish()
    console.log('failed over:', JSON.stringify({ before, ...report }))
    expect(report).toMatchObject({ lost: 0, doubled: 0, stuck: 0, torn: 0 })
    expect(before).toBeGreaterThan(0)
    expect(report.acknowledged).toBeGreaterThan(before)
  },
  600_000,
)
