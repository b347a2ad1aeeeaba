const BYTES_PER_TERM = 5
const COUNT_MAX = 255

/**
 * Stands for a term where terms are compared by the thousand: 32 bits with a sign (FNV-1a over its characters). That two
 * terms of a passage share one happens once in a million passages, and moves a score a little.
 */
export function numberOf(term: string): number {
  let hash = 0x811c9dc5
  for (const character of term) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash | 0
}

/** Counted terms as ranking reads them: the number of each term, big-endian, with its frequency (255 at most). */
export function profileOf(counts: ReadonlyMap<number, number>): Buffer {
  const profile = Buffer.allocUnsafe(counts.size * BYTES_PER_TERM)
  let at = 0
  for (const [number, count] of counts) {
    profile.writeInt32BE(number, at)
    profile[at + 4] = Math.min(count, COUNT_MAX)
    at += BYTES_PER_TERM
  }
  return profile
}

/** How many different terms a profile holds. */
export const termsIn = (profile: Uint8Array): number => profile.length / BYTES_PER_TERM

/** Calls back with the number and frequency of each term in a profile. */
export function readProfile(profile: Uint8Array, tell: (number: number, count: number) => void): void {
  for (let at = 0; at + 4 < profile.length; at += BYTES_PER_TERM)
    tell(
      ((profile[at] as number) << 24) |
        ((profile[at + 1] as number) << 16) |
        ((profile[at + 2] as number) << 8) |
        (profile[at + 3] as number),
      profile[at + 4] as number,
    )
}
