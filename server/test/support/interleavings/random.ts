/** Numbers that a seed decides: the same seed gives the same ones, wherever and whenever. */
export interface Random {
  /** At least 0 and below 1. */
  next(): number
  /** A whole number from 0 up to one below `end`. */
  below(end: number): number
  /** One of these. */
  pick<T>(from: readonly T[]): T
  isLuckyBy(chance: number): boolean
}

/** Mulberry32: 32 bits of state, and even enough for choices among a handful. */
export function seededRandom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (end: number) => Math.floor(next() * end)
  return {
    next,
    below,
    pick: <T>(from: readonly T[]) => from[below(from.length)] as T,
    isLuckyBy: (chance) => next() < chance,
  }
}
