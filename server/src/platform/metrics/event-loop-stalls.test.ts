import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { watchStalls } from './event-loop-stalls.ts'

test('work that holds up everything else is counted', async () => {
  const stalls = watchStalls()
  await pause(100)
  const before = stalls.read()
  const until = performance.now() + 600
  while (performance.now() < until);
  await pause(100)
  stalls.stop()
  const after = stalls.read()
  expect(after.count).toBeGreaterThan(before.count)
  expect(after.seconds - before.seconds).toBeGreaterThan(0.4)
})
