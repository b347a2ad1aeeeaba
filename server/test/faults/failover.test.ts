import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openCrowd } from '#test/support/crowd.ts'
import { joinedProcesses } from '#test/support/joined-processes.ts'
import { hasRedis } from '#test/support/redis-server.ts'
import { startReplicatedPostgres } from '#test/support/replicated-postgres.ts'

const canRun = hasRedis && process.env.PARLEY_TEST_DATABASE_URL !== undefined

test.runIf(canRun)(
  'a primary that is lost under load is replaced by its standby, and nothing that was acknowledged is lost',
  async () => {
    await using postgres = await startReplicatedPostgres()
    if (!postgres) throw new Error('PostgreSQL is not installed.')
    await using processes = await joinedProcesses({ databaseUrl: postgres.url })
    const servers = [await processes.start(), await processes.start()]
    let turn = 0
    const crowd = openCrowd(() => servers[(turn += 1) % 2]?.url ?? '')
    await crowd.signIn()
    const stopping = new AbortController()
    const working = crowd.workAll(6, stopping.signal)
    await pause(3_000)
    const before = crowd.acknowledged()
    await postgres.failOver()
    for (const { url } of servers)
      await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { timeout: 30_000 }).toBe(200)
    await pause(3_000)
    stopping.abort()
    await working
    const report = await crowd.inspect()
    console.log('failed over:', JSON.stringify({ before, ...report }))
    expect(report).toMatchObject({ lost: 0, doubled: 0, stuck: 0, torn: 0 })
    expect(before).toBeGreaterThan(0)
    expect(report.acknowledged).toBeGreaterThan(before)
  },
  600_000,
)
