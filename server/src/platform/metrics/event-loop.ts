import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION_MS = 20
const NANOS = 1_000_000_000

/** Watches how late the event loop is. A reading begins anew. */
export function watchEventLoop() {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delays.enable()
  // The timer's own interval is part of what Node reports.
  const late = (nanos: number) => Math.max(nanos / NANOS - RESOLUTION_MS / 1_000, 0)
  return {
    read() {
      const { count } = delays
      const figures = { p50: delays.percentile(50), p99: delays.percentile(99), max: delays.max }
      delays.reset()
      return {
        p50: count === 0 ? 0 : late(figures.p50),
        p99: count === 0 ? 0 : late(figures.p99),
        max: count === 0 ? 0 : late(figures.max),
      }
    },
    stop: () => void delays.disable(),
  }
}
