const HUES = 12

/** The colour that an agent has wherever no other has it: one of twelve, by its id. */
const wished = (id: string): number =>
  [...id].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9_973, 7) % HUES

/**
 * The hue of an agent among those that it stands beside, in degrees. Up to twelve all differ: of two that wish for the
 * same one the older keeps it, and the other takes the next that is free, whatever order they are listed in.
 */
export function hueOf(id: string, among: readonly string[]): number {
  const taken = new Map<number, string>()
  // Ids grow with time, so the oldest comes first.
  for (const one of [...new Set([...among, id])].sort()) {
    let hue = wished(one)
    for (let step = 1; step < HUES && taken.has(hue); step += 1) hue = (hue + 1) % HUES
    if (!taken.has(hue)) taken.set(hue, one)
    if (one === id) return hue * (360 / HUES)
  }
  return 0
}
