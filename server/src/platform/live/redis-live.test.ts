import { expect, test } from 'vitest'
import { Secret } from '#platform/crypto/secret.ts'
import { openLog } from '#platform/log/log.ts'
import { freePort } from '#test/support/free-port.ts'
import { hasRedis, startRedis } from '#test/support/redis-server.ts'
import { type Live, openLocalLive } from './live.ts'
import { openRedisLive } from './redis-live.ts'

const join = (url: string, prefix = 'parley:') =>
  openRedisLive({ url: new Secret(url), prefix }, openLog('silent'))

/** Subscribes to a topic, and is ready once messages of others arrive. */
async function listen(live: Live, topic: string) {
  const heard: unknown[] = []
  let missed = 0
  const leave = live.subscribe(
    topic,
    (message) => void heard.push(message),
    () => {
      missed += 1
    },
  )
  await expect.poll(() => missed).toBeGreaterThan(0)
  return { heard, missed: () => missed, leave }
}

test('within a process, subscribers receive a message before publishing returns, until they unsubscribe', async () => {
  const live = openLocalLive()
  const heard: unknown[] = []
  const leave = live.subscribe('a', (message) => void heard.push(message))
  live.publish('a', 1)
  live.publishHere('a', 2)
  live.publish('b', 3)
  leave()
  live.publish('a', 4)
  expect(heard).toEqual([1, 2])
})

test.runIf(hasRedis)(
  'each process receives the other’s messages in order, and its own only once',
  async () => {
    await using redis = await startRedis()
    const [here, there] = [join(redis.url), join(redis.url)]
    const [atHome, away] = [await listen(here, 'a'), await listen(there, 'a')]
    for (let at = 0; at < 500; at += 1) here.publish('a', { at })
    here.publishHere('a', 'for here')
    there.publish('a', 'an answer')
    const all = Array.from({ length: 500 }, (_, at) => ({ at }))
    await expect.poll(() => away.heard.length).toBe(501)
    await expect.poll(() => atHome.heard.length).toBe(502)
    expect(away.heard.filter((message) => message !== 'an answer')).toEqual(all)
    expect(atHome.heard).toEqual([...all, 'for here', 'an answer'])
    await Promise.all([here.close(), there.close()])
  },
)

test('a subscriber to this process only does not subscribe in Redis', () => {
  const joined: string[] = []
  const live = openLocalLive({
    begins: (topic) => void joined.push(`+${topic}`),
    ends: (topic) => void joined.push(`-${topic}`),
  })
  const heard: unknown[] = []
  const leaveHere = live.subscribeHere('a', (message) => void heard.push(message))
  expect(joined).toEqual([])
  const leave = live.subscribe('a', (message) => void heard.push(message))
  live.publish('a', 1)
  leave()
  leaveHere()
  expect(heard).toEqual([1, 1])
  expect(joined).toEqual(['+a', '-a'])
})

test.runIf(hasRedis)('messages published on a topic at the same time are sent together', async () => {
  await using redis = await startRedis()
  const [here, there] = [join(redis.url), join(redis.url)]
  const away = await listen(there, 'a')
  const before = await redis.countOf('publish')
  for (let at = 0; at < 50; at += 1) here.publish('a', { at, said: 'line\nbreak' })
  await expect.poll(() => away.heard.length).toBe(50)
  expect(away.heard.at(-1)).toEqual({ at: 49, said: 'line\nbreak' })
  expect((await redis.countOf('publish')) - before).toBe(1)
  await Promise.all([here.close(), there.close()])
})

test.runIf(hasRedis)('installations with different names do not receive each other’s messages', async () => {
  await using redis = await startRedis()
  const [one, other, third] = [join(redis.url, 'one:'), join(redis.url, 'other:'), join(redis.url, 'one:')]
  const [theirs, ours] = [await listen(other, 'a'), await listen(third, 'a')]
  one.publish('a', 'among us')
  await expect.poll(() => ours.heard).toEqual(['among us'])
  expect(theirs.heard).toEqual([])
  await Promise.all([one.close(), other.close(), third.close()])
})

test.runIf(hasRedis)('a message that is too long or not ours is reported as missed', async () => {
  await using redis = await startRedis()
  const [here, there] = [join(redis.url), join(redis.url)]
  const away = await listen(there, 'a')
  await listen(here, 'a')
  const before = away.missed()
  here.publish('a', 'first')
  here.publish('a', 'x'.repeat(2_000_000))
  here.publish('a', 'last')
  await expect.poll(() => away.missed()).toBe(before + 1)
  await expect.poll(() => away.heard).toEqual(['first', 'last'])
  await Promise.all([here.close(), there.close()])
})

test.runIf(hasRedis)(
  'a Redis that starts late, dies or is emptied is reconnected, and all subscribers are notified',
  async () => {
    const port = await freePort()
    const [here, there] = [join(`redis://127.0.0.1:${port}`), join(`redis://127.0.0.1:${port}`)]
    const heardHere: unknown[] = []
    here.subscribe('a', (message) => void heardHere.push(message))
    here.publish('a', 'before it was there')
    expect(heardHere).toEqual(['before it was there'])

    await using redis = await startRedis({ port })
    const away = await listen(there, 'a')
    const isHeard = async (word: string) => {
      await expect
        .poll(() => {
          here.publish('a', word)
          return away.heard.includes(word)
        })
        .toBe(true)
    }
    await isHeard('first')

    const known = away.missed()
    await redis.kill()
    here.publish('a', 'while it was away')
    await redis.start()
    await expect.poll(() => away.missed()).toBeGreaterThan(known)
    await isHeard('second')
    expect(away.heard).not.toContain('while it was away')
    await Promise.all([here.close(), there.close()])
  },
)

test.runIf(hasRedis)('a Redis that hangs delays nobody', async () => {
  await using redis = await startRedis()
  const live = join(redis.url)
  const { heard } = await listen(live, 'a')
  redis.freeze()
  for (let at = 0; at < 20_000; at += 1) live.publish('a', at)
  expect(heard).toHaveLength(20_000)
  await live.close()
})
