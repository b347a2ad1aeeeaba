import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { watchEventLoop } from './event-loop.ts'

test('blocking of the event loop is counted, and logged once', async () => {
  const loop = watchEventLoop()
  await pause(150)
  const { ...before } = loop.stalls()
  loop.readDelays()
  const until = performance.now() + 600
  while (performance.now() < until);
  await pause(150)
  loop.stop()
  expect(loop.stalls().count).toBeGreaterThan(before.count)
  expect(loop.stalls().seconds - before.seconds).toBeGreaterThan(0.4)
  const { p50, max } = loop.readDelays()
  expect(max).toBeGreaterThan(0.4)
  expect(p50).toBeLessThanOrEqual(max)
  expect(loop.readDelays()).toEqual({ p50: 0, p99: 0, max: 0 })
})
