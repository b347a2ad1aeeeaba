import { expect, test } from 'vitest'
import type { Application } from '#kernel/application.ts'
import { asFault } from '#kernel/fault.ts'
import { Secret } from '#platform/crypto/secret.ts'
import { openRedisLive } from '#platform/live/redis-live.ts'
import { openLog } from '#platform/log/log.ts'
import { hasRedis, startRedis } from '#test/support/redis-server.ts'
import { beginAttempt, subscribeToAttempts } from './attempts.ts'

// Two processes and a Redis between them; the counting is real.

type Redis = Awaited<ReturnType<typeof startRedis>>

async function twoProcesses(opened: AsyncDisposableStack, redis: Redis) {
  const joined = () => {
    const live = openRedisLive({ url: new Secret(redis.url), prefix: 'parley:' }, openLog('silent'))
    opened.defer(() => live.close())
    const heard: unknown[] = []
    live.subscribe('sign-in-attempts', (message) => void heard.push(message))
    subscribeToAttempts(live)
    return { app: { live } as Application, heard }
  }
  const [one, two] = [joined(), joined()]
  // Messages sent before the other side listens are lost, so they are repeated until each side has heard one.
  let round = 0
  for (const [speaker, hearer] of [
    [one, two],
    [two, one],
  ] as const)
    await expect
      .poll(
        () => {
          round += 1
          attempt(speaker.app, `hello-${round}`, `10.250.${round}.1`)
          return hearer.heard.length
        },
        { timeout: 10_000, interval: 100 },
      )
      .toBeGreaterThan(0)
  return { one, two }
}

/** The result of an attempt: a function that takes it back, or null if it is refused. */
function attempt(app: Application, account: string, address: string): (() => void) | null {
  try {
    return beginAttempt(app, account, address)
  } catch (error) {
    expect(asFault(error).code).toBe('rate_limited')
    return null
  }
}

/** Waits until each has received everything that the other sent. */
async function caughtUp({ one, two }: Awaited<ReturnType<typeof twoProcesses>>) {
  for (const [speaker, hearer] of [
    [one, two],
    [two, one],
  ] as const) {
    const word = [[`word ${Math.random()}`, 'adds']]
    speaker.app.live.publishElsewhere('sign-in-attempts', word)
    await expect.poll(() => JSON.stringify(hearer.heard).includes(JSON.stringify(word[0]))).toBe(true)
  }
}

const failures = (app: Application, account: string, address: (at: number) => string, tries: number) =>
  Array.from({ length: tries }, (_, at) => attempt(app, account, address(at))).filter((one) => one).length

test.runIf(hasRedis)('attempts count across processes, and lock nobody out', async () => {
  await using opened = new AsyncDisposableStack()
  const redis = opened.use(await startRedis())
  const both = await twoProcesses(opened, redis)
  const [one, two] = [both.one.app, both.two.app]

  expect(failures(one, 'ada', () => '10.0.0.1', 7)).toBe(7)
  await caughtUp(both)
  expect(failures(two, 'ada', () => '10.0.0.1', 7)).toBe(3)
  await caughtUp(both)
  expect(failures(one, 'ada', () => '10.0.0.1', 1)).toBe(0)

  // After an attack through one process, unknown networks have one attempt each at the other, and known ones their
  // own.
  beginAttempt(two, 'eve', '10.9.9.9')()
  expect(failures(one, 'eve', (at) => `10.1.${at}.1`, 120)).toBe(120)
  await caughtUp(both)
  expect(failures(two, 'eve', () => '10.2.2.2', 5)).toBe(1)
  expect(failures(two, 'eve', () => '10.9.9.9', 5)).toBe(5)

  // The right password at one takes back what the other counted.
  expect(failures(one, 'bob', () => '10.3.3.3', 9)).toBe(9)
  await caughtUp(both)
  attempt(two, 'bob', '10.3.3.3')?.()
  await caughtUp(both)
  expect(failures(one, 'bob', () => '10.3.3.3', 12)).toBe(10)
  // Messages between processes do not reveal who tries to sign in, and from where.
  expect(JSON.stringify([both.one.heard, both.two.heard])).not.toMatch(/ada|eve|10\.0\.0\.1/)
})

test.runIf(hasRedis)('without Redis each process counts alone', async () => {
  await using opened = new AsyncDisposableStack()
  const redis = opened.use(await startRedis())
  const { one, two } = await twoProcesses(opened, redis)
  await redis.kill()
  expect(failures(one.app, 'ada', () => '10.0.0.1', 12)).toBe(10)
  expect(failures(two.app, 'ada', () => '10.0.0.1', 12)).toBe(10)
})
