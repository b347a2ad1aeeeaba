import type { AutoAssignment } from '#contract/shapes/team.ts'

/** A member of a team who is online. */
export interface Candidate {
  readonly memberId: string
  /** Open conversations that they have. */
  readonly load: number
  readonly capacity: number
  /** The turn in which they were given one last; 0: never. */
  readonly lastTurn: number
}

/** Who gets the next conversation of a team; null when nobody has capacity. Who waited longest for a turn wins a tie. */
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
