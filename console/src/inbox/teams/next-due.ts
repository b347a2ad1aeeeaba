import type { SlaClock } from '#contract/shapes/team.ts'

/** What of a conversation's promises is told in its row: what is late, else what is due next. */
export interface NextDue {
  readonly kind: SlaClock['kind']
  /** Whole minutes left, at least one; when it is late, for how many it has been. */
  readonly minutes: number
  readonly state: 'fine' | 'soon' | 'late'
}

const MINUTE_MS = 60_000

/** Null where nothing is promised, or all of it stands still. */
export function nextDue(clocks: readonly SlaClock[], now: number): NextDue | null {
  const [next] = clocks
    .flatMap(({ dueAt, ...clock }) => (dueAt === null ? [] : [{ ...clock, due: Date.parse(dueAt) }]))
    .sort((a, b) => a.due - b.due)
  if (!next) return null
  const left = next.due - now
  const isLate = next.isBreached || left <= 0
  return {
    kind: next.kind,
    minutes: Math.max(1, Math.ceil(Math.abs(left) / MINUTE_MS)),
    state: isLate ? 'late' : next.isWarned ? 'soon' : 'fine',
  }
}
