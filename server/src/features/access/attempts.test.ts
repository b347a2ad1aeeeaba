import { afterEach, expect, test, vi } from 'vitest'
import type { Application } from '#kernel/application.ts'
import { beginAttempt, networkOf, noteEntered } from './attempts.ts'

afterEach(() => void vi.restoreAllMocks())

// The ledger belongs to an application, of which it needs nothing.
const freshApp = () => ({ live: {} }) as Application
const limited = expect.objectContaining({ code: 'rate_limited' })

const failures = (
  app: Application,
  account: (at: number) => string,
  address: (at: number) => string,
  tries: number,
) => {
  let counted = 0
  for (let at = 0; at < tries; at += 1)
    try {
      beginAttempt(app, account(at), address(at))
      counted += 1
    } catch (fault) {
      expect(fault).toEqual(limited)
    }
  return counted
}

test('ten on one account from one network, fifty from one network', () => {
  const app = freshApp()
  expect(
    failures(
      app,
      () => 'a',
      () => '10.0.0.1',
      30,
    ),
  ).toBe(10)
  expect(
    failures(
      app,
      (at) => `other-${at}`,
      () => '10.0.0.1',
      60,
    ),
  ).toBe(40)
  expect(
    failures(
      app,
      () => 'a',
      () => '10.0.0.2',
      1,
    ),
  ).toBe(1)
})

test('an account that is tried from everywhere has one try for each further network, and all for those from before', () => {
  const app = freshApp()
  const address = (at: number) => `10.1.${at}.1`
  beginAttempt(app, 'a', '10.9.9.9')()
  expect(failures(app, () => 'a', address, 150)).toBe(150)
  expect(
    failures(
      app,
      () => 'a',
      () => '10.2.2.2',
      5,
    ),
  ).toBe(1)
  expect(
    failures(
      app,
      () => 'a',
      () => '10.9.9.9',
      5,
    ),
  ).toBe(5)
})

test('under attack, only known networks are let in', () => {
  const app = freshApp()
  noteEntered(app, 'a', '10.9.9.9')
  const address = (at: number) => `10.${at >> 8}.${at & 255}.1`
  expect(failures(app, () => 'a', address, 1_200)).toBe(1_000)
  beginAttempt(app, 'a', '10.9.9.9')()
  expect(
    failures(
      app,
      () => 'b',
      () => '10.200.0.1',
      1,
    ),
  ).toBe(1)
})

test('attempts that succeed do not count, and clear the account for that network', () => {
  const app = freshApp()
  for (let at = 0; at < 200; at += 1) beginAttempt(app, 'a', '10.0.0.1')()
  expect(
    failures(
      app,
      () => 'a',
      () => '10.0.0.1',
      9,
    ),
  ).toBe(9)
  beginAttempt(app, 'a', '10.0.0.1')()
  expect(
    failures(
      app,
      () => 'a',
      () => '10.0.0.1',
      30,
    ),
  ).toBe(10)
})

test('the budgets refill after a quarter of an hour, and the answer says when', () => {
  const app = freshApp()
  const clock = vi.spyOn(performance, 'now').mockReturnValue(5_000)
  expect(
    failures(
      app,
      () => 'a',
      () => '10.0.0.1',
      11,
    ),
  ).toBe(10)
  clock.mockReturnValue(5_000 + 60_000)
  expect(() => beginAttempt(app, 'a', '10.0.0.1')).toThrow(
    expect.objectContaining({ retryAfterSeconds: 14 * 60 }),
  )
  clock.mockReturnValue(5_000 + 15 * 60_000)
  expect(
    failures(
      app,
      () => 'a',
      () => '10.0.0.1',
      11,
    ),
  ).toBe(10)
})

test.each([
  [null, 'unknown'],
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::1', '0:0:0:0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
