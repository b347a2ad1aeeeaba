import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { ChildServer } from '#test/support/child-server.ts'
import { openCrowd } from '#test/support/crowd.ts'
import { freePort } from '#test/support/free-port.ts'
import { isTorture } from '#test/faults/size.ts'
import { countRefusals, joinedProcesses } from '#test/support/joined-processes.ts'
import { hasNginx, startNginx } from '#test/support/nginx.ts'
import { hasRedis } from '#test/support/redis-server.ts'

const canRun = hasRedis && hasNginx && process.env.PARLEY_TEST_DATABASE_URL !== undefined
const ROUNDS = isTorture ? 12 : 2

test.runIf(canRun)(
  'processes are replaced one by one under load, and retrying clients notice nothing',
  async () => {
    await using processes = await joinedProcesses()
    const ports = [await freePort(), await freePort(), await freePort()]
    const running: { port: number; server: ChildServer }[] = []
    for (const port of ports.slice(0, 2)) running.push({ port, server: await processes.start({ port }) })
    let free = ports[2] ?? 0
    using nginx = await startNginx(ports)
    const crowd = openCrowd(() => nginx.url)
    await crowd.signIn()
    using refusals = countRefusals()
    const stopping = new AbortController()
    const working = crowd.workAll(6, stopping.signal)
    const ends: (number | null)[] = []
    for (let round = 0; round < ROUNDS * 2; round += 1) {
      await pause(1_000)
      const old = running.shift()
      running.push({ port: free, server: await processes.start({ port: free }) })
      if (!old) throw new Error('There is nobody to replace.')
      ends.push(await old.server.kill('SIGTERM'))
      free = old.port
    }
    await pause(1_000)
    stopping.abort()
    await working
    const report = await crowd.inspect()
    console.log('rolling restart:', JSON.stringify(report))
    expect(report).toMatchObject({ lost: 0, doubled: 0, stuck: 0, torn: 0 })
    expect(refusals.refused).toEqual([])
    expect(report.acknowledged).toBeGreaterThan(10)
    expect(ends).toEqual(ends.map(() => 0))
  },
  600_000,
)
