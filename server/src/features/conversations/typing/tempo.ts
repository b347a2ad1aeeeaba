import type { Application } from '#kernel/application.ts'
import type { Live } from '#platform/live/live.ts'

const SAME_AFTER_MS = 1_000
const CHANGES_MAX = 4
const KEPT_MAX = 20_000

interface Told {
  at: number
  what: string
  changes: number
}

const told = new WeakMap<Live, Map<string, Told>>()

/**
 * Whether the same was said within a second, or something else too many times in it, so that it need not be told again.
 * If not, `note` is to be called once it is told: of what one may not say nothing is kept.
 */
export function tempoOf({ live, now: clock }: Application, who: string, what: string) {
  const all = told.get(live) ?? new Map<string, Told>()
  told.set(live, all)
  const now = clock().getTime()
  const last = all.get(who)
  const isFresh = last === undefined || Math.abs(now - last.at) >= SAME_AFTER_MS
  return {
    isTooFast: !isFresh && (last.what === what || last.changes >= CHANGES_MAX),
    note() {
      if (all.size >= KEPT_MAX) all.clear()
      all.set(who, isFresh ? { at: now, what, changes: 0 } : { at: last.at, what, changes: last.changes + 1 })
    },
  }
}
