import { numberOf, readProfile } from '#platform/lexical/profile.ts'

// The usual constants of BM25.
const K1 = 1.2
const B = 0.75

/** How many terms of a question count: those that are worth most. */
const TERMS_MAX = 96

/** A term of a question. */
export interface AskedTerm {
  readonly term: string
  readonly weight: number
}

/** In how many passages of a source a term occurs. */
export interface Occurrence {
  readonly sourceId: string
  readonly passages: number
}

/** What is known of all passages that a question is asked of. */
export interface Collection {
  readonly passages: number
  /** How many terms a passage has in the mean. */
  readonly meanLength: number
  /** Where the terms that occur do, by their numbers. */
  readonly occurrences: ReadonlyMap<number, readonly Occurrence[]>
}

/** A term that occurs, and what it is worth to find it. */
export interface WorthyTerm {
  readonly number: number
  readonly occurrences: readonly Occurrence[]
  /** In how many passages of all sources. */
  readonly passages: number
  readonly worth: number
}

/** The terms that count, the rarest first. */
export const worthyTerms = (asked: readonly AskedTerm[], collection: Collection): WorthyTerm[] =>
  asked
    .flatMap(({ term, weight }) => {
      const number = numberOf(term)
      const occurrences = collection.occurrences.get(number)
      if (!occurrences) return []
      const passages = occurrences.reduce((sum, occurrence) => sum + occurrence.passages, 0)
      const worth = weight * Math.log(1 + (collection.passages - passages + 0.5) / (passages + 0.5))
      return [{ number, occurrences, passages, worth }]
    })
    .sort((a, b) => b.worth - a.worth || a.number - b.number)
    .slice(0, TERMS_MAX)
    .sort((a, b) => a.passages - b.passages || a.number - b.number)

/** The rarest terms, as many as `passagesMax` passages have together. */
export function rarestTerms(terms: readonly WorthyTerm[], passagesMax: number): WorthyTerm[] {
  let sum = 0
  return terms.filter(({ passages }) => (sum += passages) <= passagesMax)
}

/** Two terms of a question. */
export type Pair = readonly [WorthyTerm, WorthyTerm]

// Of these many of the terms that are worth most.
const PAIRED_MAX = 8
// Words of one matter stand together so much more often than chance would have it.
const TOGETHER = 3

/** The pairs of these terms that are worth most to find together, as far as about `passagesMax` passages have them. */
export function worthyPairs(
  terms: readonly WorthyTerm[],
  collection: Collection,
  passagesMax: number,
): Pair[] {
  const paired = terms.toSorted((a, b) => b.worth - a.worth || a.number - b.number).slice(0, PAIRED_MAX)
  let left = passagesMax
  return paired
    .flatMap((one, at) => paired.slice(at + 1).map((other): Pair => [one, other]))
    .sort((a, b) => b[0].worth + b[1].worth - (a[0].worth + a[1].worth))
    .filter(([one, other], at) => {
      const byChance = (one.passages * other.passages) / collection.passages
      const expected = Math.min(one.passages, other.passages, TOGETHER * byChance)
      if (at > 0 && expected > left) return false
      left -= expected
      return true
    })
}

/** A passage that has some of the terms. */
export interface Candidate {
  readonly id: string
  readonly length: number
  readonly profile: Uint8Array
}

/** The best by BM25, best first, and the same ones in the same order every time. */
export function rankByWords(
  candidates: readonly Candidate[],
  terms: readonly WorthyTerm[],
  { meanLength }: Collection,
  limit: number,
): { id: string; score: number }[] {
  const worths = new Map<number, number>()
  for (const { number, worth } of terms) worths.set(number, (worths.get(number) ?? 0) + worth)
  return candidates
    .map(({ id, length, profile }) => {
      const slowness = K1 * (1 - B + (B * length) / meanLength)
      let score = 0
      readProfile(profile, (number, count) => {
        const worth = worths.get(number)
        if (worth !== undefined) score += (worth * count * (K1 + 1)) / (count + slowness)
      })
      // Rounded, so that sums taken in another order still are equal and ties are broken by the id.
      return { id, score: Math.round(score * 1e6) / 1e6 }
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
}
