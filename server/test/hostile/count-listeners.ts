import type { Live } from '#platform/live/live.ts'

/** Counts who listens to live topics from now on; `stop` gives the topics back as they were. */
export function countListeners(live: Live): { now(): number; highest(): number; stop(): void } {
  const { subscribe } = live
  let count = 0
  let highest = 0
  const counting: Live['subscribe'] = (topic, hear, missed) => {
    count += 1
    highest = Math.max(highest, count)
    const leave = subscribe(topic, hear, missed)
    let isThere = true
    return () => {
      if (isThere) count -= 1
      isThere = false
      leave()
    }
  }
  Object.assign(live, { subscribe: counting })
  return { now: () => count, highest: () => highest, stop: () => void Object.assign(live, { subscribe }) }
}
