import type { SlaTimer } from '#contract/shapes/team.ts'

/** Which SLA target of a conversation its row shows: what is late, else what is due next. */
export interface NextDue {
  readonly kind: SlaTimer['kind']
  /** Whole minutes left, at least one; when it is late, for how many it has been. */
  readonly minutes: number
  readonly state: 'fine' | 'soon' | 'late'
}

const MINUTE_MS = 60_000

/** Null where there is no target, or all are paused. */
export function nextDue(slaTimers: readonly SlaTimer[], now: number): NextDue | null {
  const [next] = slaTimers
    .flatMap(({ dueAt, ...timer }) => (dueAt === null ? [] : [{ ...timer, due: Date.parse(dueAt) }]))
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
