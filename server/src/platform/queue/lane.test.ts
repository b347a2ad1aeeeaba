import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openLog } from '../log/log.ts'
import type { LeasedJob } from './job.ts'
import { openLane } from './lane.ts'
import type { Queue } from './queue.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A lane over an endless queue; the test ends each job. */
function openStretch(spacingMs: number) {
  const begun: (() => void)[] = []
  const job = { id: 'j', name: 'n' } as LeasedJob
  const queue = { claim: async (_, limit) => Array.from({ length: limit }, () => job) } as Queue
  const lane = openLane({
    name: 'n',
    concurrency: 3,
    spacingMs,
    queue,
    log: openLog('silent'),
    run: () => new Promise((done) => begun.push(done)),
  })
  lane.wake()
  const endAll = () => {
    for (const done of begun) done()
  }
  return { lane, begun, endAll }
}

test('a lane starts as many jobs as its concurrency, and one more for each that ends', async () => {
  const { lane, begun, endAll } = openStretch(0)
  await vi.advanceTimersByTimeAsync(0)
  expect(begun).toHaveLength(3)
  endAll()
  await vi.advanceTimersByTimeAsync(0)
  expect(begun).toHaveLength(6)
  const stopped = lane.stop()
  endAll()
  await stopped
})

test('a spaced lane starts one job at a time, however often it is woken', async () => {
  const { lane, begun, endAll } = openStretch(200)
  await vi.advanceTimersByTimeAsync(199)
  expect(begun).toHaveLength(1)
  endAll()
  lane.wake()
  await vi.advanceTimersByTimeAsync(0)
  expect(begun).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(begun).toHaveLength(2)
  // Two more run beside the second; then all slots are taken until one is free.
  await vi.advanceTimersByTimeAsync(600)
  expect(begun).toHaveLength(4)
  begun.at(-1)?.()
  await vi.advanceTimersByTimeAsync(0)
  expect(begun).toHaveLength(5)
  const stopped = lane.stop()
  endAll()
  await stopped
  await vi.advanceTimersByTimeAsync(5_000)
  expect(begun).toHaveLength(5)
})

test('a lane has a free slot while it runs fewer jobs than it may, and a spaced one never has', async () => {
  const { lane, begun, endAll } = openStretch(0)
  expect(lane.hasFreeSlot()).toBe(true)
  await vi.advanceTimersByTimeAsync(0)
  expect(lane.hasFreeSlot()).toBe(false)
  expect(openStretch(200).lane.hasFreeSlot()).toBe(false)
  const stopped = lane.stop()
  endAll()
  await stopped
  expect([lane.hasFreeSlot(), begun.length]).toEqual([false, 3])
})
