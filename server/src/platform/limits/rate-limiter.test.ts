import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openLocalLive } from '../live/live.ts'
import { openRateLimiter, type RateLimits } from './rate-limiter.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const none = { address: null, account: null, key: null, tenant: null }

function openAt(limits: Partial<RateLimits>, live = openLocalLive(), processId = 'one') {
  const clock = { ms: 1_000_000 }
  const limiter = openRateLimiter({ limits: { ...none, ...limits }, live, processId, now: () => clock.ms })
  const passed = (name: string, tries: number, kind: keyof RateLimits = 'account') =>
    Array.from({ length: tries }, () => limiter.count([[kind, name]])).filter((refusal) => refusal === null)
      .length
  return { limiter, clock, passed }
}

test('a minute’s calls may arrive in one burst, and are then refilled evenly', () => {
  const { limiter, clock, passed } = openAt({ account: 60 })
  expect(passed('a', 100)).toBe(60)
  expect(passed('b', 1)).toBe(1)
  expect(limiter.count([['account', 'a']])).toEqual({ kind: 'account', retryAfterSeconds: 1 })
  clock.ms += 5_000
  expect(passed('a', 100)).toBe(5)
  clock.ms += 3_600_000
  expect(passed('a', 100)).toBe(60)
})

test('a refused caller learns how long to wait, and is then admitted', () => {
  const { limiter, clock } = openAt({ key: 2 })
  limiter.count([['key', 'a']])
  limiter.count([['key', 'a']])
  expect(limiter.count([['key', 'a']])).toEqual({ kind: 'key', retryAfterSeconds: 30 })
  clock.ms += 30_000
  expect(limiter.count([['key', 'a']])).toBeNull()
})

test('a call refused by one limit is counted by none', () => {
  const { limiter, passed } = openAt({ account: 1, tenant: 3 })
  const call = () =>
    limiter.count([
      ['account', 'a'],
      ['tenant', 't'],
    ])
  expect(call()).toBeNull()
  for (let at = 0; at < 10; at += 1) expect(call()).toMatchObject({ kind: 'account' })
  expect(passed('t', 10, 'tenant')).toBe(2)
})

test('without a limit everything is admitted', () => {
  expect(openAt({}).passed('a', 10_000)).toBe(10_000)
})

test('a jump of the wall clock changes nothing', () => {
  const limiter = openRateLimiter({
    limits: { ...none, account: 2 },
    live: openLocalLive(),
    processId: 'one',
  })
  const call = () => limiter.count([['account', 'a']])
  expect([call(), call()]).toEqual([null, null])
  vi.setSystemTime(Date.now() + 10 * 365 * 86_400_000)
  expect(call()).not.toBeNull()
  vi.setSystemTime(Date.now() - 20 * 365 * 86_400_000)
  expect(call()?.retryAfterSeconds).toBeLessThanOrEqual(30)
})

test('connected processes share their counts, and count alone when disconnected', () => {
  const live = openLocalLive()
  const [one, two] = [openAt({ account: 10 }, live), openAt({ account: 10 }, live, 'two')]
  expect(one.passed('a', 6)).toBe(6)
  vi.advanceTimersByTime(300)
  expect(two.passed('a', 10)).toBe(4)
  two.limiter.close()
  vi.advanceTimersByTime(300)
  expect(one.passed('b', 20)).toBe(10)
})

test('over-counting by others delays nobody for more than a minute', () => {
  const live = openLocalLive()
  const { clock, passed } = openAt({ account: 10 }, live)
  live.publish('rate-limits', { from: 'two', counted: [['account a', 'account', 1_000_000]] })
  expect(passed('a', 1)).toBe(0)
  clock.ms += 60_000
  expect(passed('a', 20)).toBe(10)
})
