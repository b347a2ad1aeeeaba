import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { watchEventLoop } from './event-loop.ts'

function hold(ms: number) {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test('work that holds up everything else is counted, and told of once', async () => {
  const loop = watchEventLoop()
  await pause(150)
  loop.readDelays()
  const before = loop.stalls()
  hold(600)
  await pause(150)
  expect(loop.stalls().count).toBeGreaterThan(before.count)
  hold(600)
  await pause(150)
  const after = loop.stalls()
  expect(after.count - before.count).toBe(2)
  expect(after.seconds - before.seconds).toBeGreaterThan(0.8)
  const { p50, max } = loop.readDelays()
  expect(max).toBeGreaterThan(0.4)
  expect(p50).toBeLessThanOrEqual(max)
  expect(loop.readDelays()).toEqual({ p50: 0, p99: 0, max: 0 })
  expect(loop.stalls()).toEqual(after)
  loop.stop()
})
