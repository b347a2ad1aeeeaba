import { expect, test } from 'vitest'
import { Secret } from '#platform/crypto/secret.ts'
import { freePort } from '#test/support/free-port.ts'
import { hasRedis, startRedis } from '#test/support/redis-server.ts'
import { ofRedis } from './of-redis.ts'

test('without Redis there is nothing to report', async () => {
  expect(await ofRedis({ redis: null })).toEqual({ facts: { redis: null }, findings: [] })
})

test('an unreachable Redis is reported, without its password', async () => {
  const url = new Secret(`redis://:hidden@127.0.0.1:${await freePort()}`)
  const told = await ofRedis({ redis: { url, prefix: 'parley:' } })
  expect(told.findings).toMatchObject([{ isWrong: true, what: expect.stringContaining('REDIS_URL') }])
  expect(JSON.stringify(told)).not.toContain('hidden')
})

test.runIf(hasRedis)('a reachable Redis is reported with its version', async () => {
  await using redis = await startRedis()
  const told = await ofRedis({ redis: { url: new Secret(redis.url), prefix: 'parley:' } })
  expect(told).toMatchObject({ facts: { redis: expect.stringMatching(/^\d+\./) } })
  expect(told.findings.filter(({ isWrong }) => isWrong)).toEqual([])
})
