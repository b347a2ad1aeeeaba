import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openLog } from '../log/log.ts'
import { openPoller } from './poller.ts'
import type { Queue } from './queue.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A poller over a queue that responds when the test lets it. */
function openStretch(answers: (string[] | Error)[]) {
  const asked: (() => void)[] = []
  const found: string[] = []
  const queue = {
    dueNames: () =>
      new Promise((resolve, reject) => {
        const answer = answers.shift() ?? []
        asked.push(() => (answer instanceof Error ? reject(answer) : resolve(answer)))
      }),
  } as Pick<Queue, 'dueNames'>
  const lookout = openPoller({
    queue,
    log: openLog('silent'),
    everyMs: 1_000,
    now: () => new Date(),
    found: (name) => void found.push(name),
  })
  const answer = async () => {
    asked.at(-1)?.()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { lookout, asked, found, answer }
}

test('it polls immediately, and then regularly', async () => {
  const { lookout, asked, found, answer } = openStretch([['a', 'b'], ['c']])
  expect(asked).toHaveLength(1)
  await answer()
  expect(found).toEqual(['a', 'b'])
  await vi.advanceTimersByTimeAsync(1_000)
  await answer()
  expect(found).toEqual(['a', 'b', 'c'])
  await lookout.stop()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(asked).toHaveLength(2)
})

test('a slow poll is not started a second time', async () => {
  const { lookout, asked, answer } = openStretch([['slow'], []])
  await vi.advanceTimersByTimeAsync(3_000)
  expect(asked).toHaveLength(1)
  await answer()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(asked).toHaveLength(2)
  await answer()
  await lookout.stop()
})

test('a failed poll is repeated at the next interval', async () => {
  const { lookout, found, answer } = openStretch([new Error('away'), ['there']])
  await answer()
  await vi.advanceTimersByTimeAsync(1_000)
  await answer()
  expect(found).toEqual(['there'])
  await lookout.stop()
})
