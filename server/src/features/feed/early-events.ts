import type { StoredEvent } from '#contract/events.ts'

/** An event that another process committed may be heard so much later than the one that follows it. */
const PATIENCE_MS = 50
const EARLY_MAX = 1_000

/** Holds what was heard before an event that it follows. Calls `late` where that one does not come soon. */
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
    /** Those that follow a number without a gap; it keeps them no more. */
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
