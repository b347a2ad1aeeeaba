import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openCrowd } from '#test/support/crowd.ts'
import { countRefusals, joinedProcesses } from '#test/support/joined-processes.ts'
import { hasRedis, startRedis } from '#test/support/redis-server.ts'
import { isTorture } from './size.ts'

const canRun = hasRedis && process.env.PARLEY_TEST_DATABASE_URL !== undefined
const FOR_MS = isTorture ? 60_000 : 2_500

type Redis = Awaited<ReturnType<typeof startRedis>>

const failures: [string, (redis: Redis) => Promise<void>][] = [
  [
    'is not there when they start, and comes later',
    async (redis) => {
      await pause(FOR_MS)
      await redis.start()
      await pause(1_000)
    },
  ],
  [
    'dies and comes back empty',
    async (redis) => {
      await redis.kill()
      await pause(FOR_MS)
      await redis.start()
      await pause(1_000)
    },
  ],
  [
    'stands still again and again',
    async (redis) => {
      const until = performance.now() + FOR_MS
      while (performance.now() < until) {
        redis.freeze()
        await pause(100 + Math.random() * 900)
        redis.thaw()
        await pause(Math.random() * 300)
      }
    },
  ],
  [
    'is emptied and cuts everybody off',
    async (redis) => {
      const until = performance.now() + FOR_MS
      while (performance.now() < until) {
        await redis.cutOff()
        await pause(300)
      }
    },
  ],
]

test.runIf(canRun).each(failures)(
  'a Redis that %s: slower, and nothing lost, doubled or torn',
  async (name, failure) => {
    await using processes = await joinedProcesses()
    if (name.startsWith('is not there')) await processes.redis.kill()
    const servers = [await processes.start(), await processes.start()]
    // Whoever asks one process follows at the other.
    let turn = 0
    const crowd = openCrowd(() => servers[(turn += 1) % 2]?.url ?? '')
    await crowd.signIn()
    using refusals = countRefusals()
    const stopping = new AbortController()
    const working = crowd.workAll(5, stopping.signal)
    await pause(1_000)
    await failure(processes.redis)
    stopping.abort()
    await working
    const report = await crowd.inspect()
    console.log(`Redis ${name}:`, JSON.stringify(report))
    expect(report).toMatchObject({ lost: 0, doubled: 0, stuck: 0, torn: 0 })
    expect(report.acknowledged).toBeGreaterThan(8)
    expect(refusals.refused).toEqual([])
  },
  900_000,
)
