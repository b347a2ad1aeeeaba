import { Fault } from '#kernel/fault.ts'

/** Runs a few tasks at a time, in order; refuses more if too many are waiting. */
export type Gate = <R>(work: () => Promise<R>) => Promise<R>

/** Throws Fault `rate_limited` if `waitingMax` others wait. */
export function openGate({ runningMax, waitingMax }: { runningMax: number; waitingMax: number }): Gate {
  let running = 0
  const waiting: (() => void)[] = []

  return async (work) => {
    if (running < runningMax) running += 1
    else if (waiting.length >= waitingMax)
      throw new Fault('rate_limited', 'Too many people are signing in right now.', { retryAfterSeconds: 2 })
    // A finished task hands its slot on, so that none slips in before those that wait.
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
