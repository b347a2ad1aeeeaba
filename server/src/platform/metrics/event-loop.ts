import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Each look wakes a process that would rest. */
const LOOK_EVERY_MS = 100
/** So late nobody waits for anything else any more: everybody on this process noticed. */
const STALL_MS = 200
const NANOS = 1_000_000_000

/** How often the loop was held, and for how many seconds together. */
interface Stalls {
  readonly count: number
  readonly seconds: number
}

/**
 * Watches how late the event loop is, and counts the times that something held it for 200 ms or longer. Node looks without
 * running any JavaScript, which halves what a look costs.
 */
export function watchEventLoop() {
  const looks = monitorEventLoopDelay({ resolution: LOOK_EVERY_MS })
  let before: Stalls = { count: 0, seconds: 0 }
  /** Node keeps the time from one look to the next. */
  const late = (nanos: number) => Math.max(nanos / NANOS - LOOK_EVERY_MS / 1_000, 0)
  const stalls = (): Stalls => {
    let { count, seconds } = before
    for (let rank = looks.count; rank > 0; rank -= 1) {
      const held = late(looks.percentile((rank / looks.count) * 100))
      if (held < STALL_MS / 1_000) break
      count += 1
      seconds += held
    }
    return { count, seconds }
  }
  const begin = () => {
    looks.reset()
    looks.disable()
    looks.enable()
    // Node keeps nothing of the first look, as it has none to count from.
    const due = performance.now() + LOOK_EVERY_MS
    setTimeout(() => {
      const held = (performance.now() - due) / 1_000
      if (held >= STALL_MS / 1_000) before = { count: before.count + 1, seconds: before.seconds + held }
    }, LOOK_EVERY_MS).unref()
  }
  begin()
  return {
    /** How late it was, in seconds. A reading begins anew. */
    readDelays() {
      before = stalls()
      const { count, max } = looks
      const [p50, p99] = [looks.percentile(50), looks.percentile(99)]
      begin()
      return count === 0 ? { p50: 0, p99: 0, max: 0 } : { p50: late(p50), p99: late(p99), max: late(max) }
    },
    stalls,
    stop: () => void looks.disable(),
  }
}
