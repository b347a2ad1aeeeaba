import { expect, test } from 'vitest'
import { Secret } from '#platform/crypto/secret.ts'
import { openLog } from '#platform/log/log.ts'
import { hasRedis, startRedis } from '#test/support/redis-server.ts'
import { openRedisLive } from '../live/redis-live.ts'
import { openRateLimiter } from './rate-limiter.ts'

test.runIf(hasRedis)('processes share their counts over Redis, and count alone without it', async () => {
  await using opened = new AsyncDisposableStack()
  const redis = opened.use(await startRedis())
  const process = (processId: string) => {
    const live = openRedisLive({ url: new Secret(redis.url), prefix: 'parley:' }, openLog('silent'))
    opened.defer(() => live.close())
    const limits = { address: null, account: 1_000, key: null, tenant: null }
    const limiter = openRateLimiter({ limits, live, processId })
    opened.defer(() => limiter.close())
    return (name: string, calls: number) =>
      Array.from({ length: calls }, () => limiter.count([['account', name]])).filter((no) => !no).length
  }
  const [one, two] = [process('one'), process('two')]

  // Messages before the subscription are lost, so they are repeated until one is received.
  let round = 0
  await expect
    .poll(
      () => {
        round += 1
        one(`asked-${round - 1}`, 1_000)
        return round > 1 ? two(`asked-${round - 2}`, 1_000) : 1_000
      },
      { interval: 600 },
    )
    .toBeLessThan(200)

  await redis.kill()
  expect(one('afterwards', 1_000)).toBe(1_000)
  expect(two('afterwards', 1_000)).toBe(1_000)
})
