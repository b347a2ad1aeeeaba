import { createHistogram } from 'node:perf_hooks'

// Each check wakes an idle process; Node's own monitor takes fifty of them a second.
const LOOK_EVERY_MS = 100
/** Such a delay is noticed by everybody on this process. */
const STALL_MS = 200
const NANOS_PER_MS = 1_000_000
const NANOS = 1_000_000_000

/** Measures the delay of the event loop, and counts the times that it was blocked for 200 ms or longer. */
export function watchEventLoop() {
  const delays = createHistogram()
  const stalls = { count: 0, seconds: 0 }
  let latest = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    const late = Math.max(now - latest - LOOK_EVERY_MS, 0)
    latest = now
    // It accepts nothing below one.
    delays.record(Math.round(late * NANOS_PER_MS) + 1)
    if (late < STALL_MS) return
    stalls.count += 1
    stalls.seconds += late / 1_000
  }, LOOK_EVERY_MS).unref()
  return {
    /** The delays since the last call, in seconds. */
    readDelays() {
      const { count, max } = delays
      const [p50, p99] = [delays.percentile(50), delays.percentile(99)]
      delays.reset()
      return count === 0
        ? { p50: 0, p99: 0, max: 0 }
        : { p50: p50 / NANOS, p99: p99 / NANOS, max: max / NANOS }
    },
    /** How often it was blocked, and for how many seconds in total. */
    stalls: (): Readonly<typeof stalls> => stalls,
    stop: () => clearInterval(timer),
  }
}
