// Each look wakes a process that would rest.
const LOOK_EVERY_MS = 100
/** So late nobody waits for anything else any more: everybody on this process noticed. */
export const STALL_MS = 200

/** Counts the times that something held the event loop for 200 ms or longer, and the seconds that it did. */
export function watchStalls() {
  let count = 0
  let seconds = 0
  let latest = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    const late = now - latest - LOOK_EVERY_MS
    latest = now
    if (late < STALL_MS) return
    count += 1
    seconds += late / 1_000
  }, LOOK_EVERY_MS).unref()
  return {
    read: () => ({ count, seconds }),
    stop: () => clearInterval(timer),
  }
}
