import type { StoredEvent } from '#contract/events.ts'

/** How much later than its successor an event that another process committed may arrive. */
const PATIENCE_MS = 50
const EARLY_MAX = 1_000

/** Holds events that arrived before an event which they follow. Calls `late` if that one does not arrive soon. */
export function openEarlyEvents(late: () => void) {
  const early = new Map<number, StoredEvent>()
  let impatience: NodeJS.Timeout | undefined
  const stopWaiting = () => {
    clearTimeout(impatience)
    impatience = undefined
  }
  return {
    isFull: () => early.size >= EARLY_MAX,
    keep: (event: StoredEvent) => void early.set(event.number, event),
    stopWaiting,
    /** Removes and returns those that follow a number without a gap. */
    take(newest: number): StoredEvent[] {
      for (const number of early.keys()) if (number <= newest) early.delete(number)
      const taken: StoredEvent[] = []
      for (let next = early.get(newest + 1); next; next = early.get(next.number + 1)) {
        early.delete(next.number)
        taken.push(next)
      }
      if (early.size > 0) impatience ??= setTimeout(late, PATIENCE_MS)
      else stopWaiting()
      return taken
    },
  }
}
