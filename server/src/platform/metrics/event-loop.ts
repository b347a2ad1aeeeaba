import { createHistogram } from 'node:perf_hooks'

// Each look wakes a process that would rest; Node's own monitor takes fifty of them a second.
const LOOK_EVERY_MS = 100
/** So late nobody waits for anything else any more: everybody on this process noticed. */
const STALL_MS = 200
const NANOS_PER_MS = 1_000_000
const NANOS = 1_000_000_000

/** Watches how late the event loop is, and counts the times that something held it for 200 ms or longer. */
export function watchEventLoop() {
  const delays = createHistogram()
  const stalls = { count: 0, seconds: 0 }
  let latest = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    const late = Math.max(now - latest - LOOK_EVERY_MS, 0)
    latest = now
    // It takes nothing below one.
    delays.record(Math.round(late * NANOS_PER_MS) + 1)
    if (late < STALL_MS) return
    stalls.count += 1
    stalls.seconds += late / 1_000
  }, LOOK_EVERY_MS).unref()
  return {
    /** How late it was, in seconds. A reading begins anew. */
    readDelays() {
      const { count, max } = delays
      const [p50, p99] = [delays.percentile(50), delays.percentile(99)]
      delays.reset()
      return count === 0
        ? { p50: 0, p99: 0, max: 0 }
        : { p50: p50 / NANOS, p99: p99 / NANOS, max: max / NANOS }
    },
    /** How often it was held, and for how many seconds together. */
    stalls: (): Readonly<typeof stalls> => stalls,
    stop: () => clearInterval(timer),
  }
}
