import { Fault } from '#kernel/fault.ts'

/** Lets work through a few at a time, in order; when too much waits already it is turned away. */
export type Gate = <R>(work: () => Promise<R>) => Promise<R>

/** Throws Fault `rate_limited` when `waitingMax` others wait. */
export function openGate({ runningMax, waitingMax }: { runningMax: number; waitingMax: number }): Gate {
  let running = 0
  const waiting: (() => void)[] = []

  return async (work) => {
    if (running < runningMax) running += 1
    else if (waiting.length >= waitingMax)
      throw new Fault('rate_limited', 'Too many people are signing in right now.', { retryAfterSeconds: 2 })
    // Whoever leaves hands on the place, so that nobody slips in before those who wait.
    else await new Promise<void>((enter) => waiting.push(enter))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
