import type { AutoAssignment } from '#contract/shapes/team.ts'

/** A team member who is online. */
export interface Candidate {
  readonly memberId: string
  /** Open conversations that they have. */
  readonly load: number
  readonly capacity: number
  /** The turn in which they were last assigned one; 0: never. */
  readonly lastTurn: number
}

/**
 * The member who gets a team's next conversation; null if nobody has capacity. Ties go to whoever had a turn longest
 * ago.
 */
export function pickMember(
  autoAssignment: AutoAssignment,
  candidates: readonly Candidate[],
): Candidate | null {
  if (autoAssignment === 'by-hand') return null
  const byTurn = (a: Candidate, b: Candidate) => a.lastTurn - b.lastTurn || (a.memberId < b.memberId ? -1 : 1)
  const order =
    autoAssignment === 'round-robin'
      ? byTurn
      : (a: Candidate, b: Candidate) => a.load - b.load || byTurn(a, b)
  return candidates.filter(({ load, capacity }) => load < capacity).sort(order)[0] ?? null
}
