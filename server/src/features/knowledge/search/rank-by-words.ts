import { numberOf, readProfile, termsIn } from '#platform/lexical/profile.ts'

// The usual constants of BM25.
const K1 = 1.2
const B = 0.75
// A passage that repeats the same words counts as longer, since each repetition says less. Terms usually repeat this
// often; the excess is damped, since it grows with the length too.
const USUAL_REPETITION = 1.4
const REPETITION_DAMPED = 0.35

/** How many terms of a question count: those that are worth most. */
const TERMS_MAX = 96

/** A term of a question. */
export interface AskedTerm {
  readonly term: string
  readonly weight: number
}

/** In how many passages of a knowledge base a term occurs. */
export interface Occurrence {
  readonly knowledgeBaseId: string
  readonly passages: number
}

/** Statistics about all passages that are searched. */
export interface Collection {
  readonly passages: number
  /** How many terms a passage has in the mean. */
  readonly meanLength: number
  /** Where the terms that occur do, by their numbers. */
  readonly occurrences: ReadonlyMap<number, readonly Occurrence[]>
}

/** A term that occurs, with its weight. */
export interface WorthyTerm {
  readonly number: number
  readonly occurrences: readonly Occurrence[]
  /** In how many passages of all the knowledge bases. */
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

/** Terms of a question that a passage must have all of: two, or more where two are in too many passages. */
export type Group = readonly WorthyTerm[]

// Of these many of the terms that are worth most.
const GROUPED_MAX = 8
/** How many terms a group has at most. */
export const GROUP_TERMS_MAX = 4
// Each group is a separate query, which takes time.
const GROUPS_MAX = 12
// Words on one topic occur together this much more often than by chance.
const TOGETHER = 3

/**
 * The groups of terms that are most valuable together and occur in about `passagesMax` passages. A pair in more
 * passages is narrowed by further terms: passages with all of them are better than arbitrary ones with the pair.
 */
export function worthyGroups(
  terms: readonly WorthyTerm[],
  collection: Collection,
  passagesMax: number,
): Group[] {
  const best = terms.toSorted((a, b) => b.worth - a.worth || a.number - b.number).slice(0, GROUPED_MAX)
  const pairs = best
    .flatMap((one, at) => best.slice(at + 1).map((other): Group => [one, other]))
    .sort((a, b) => worthOf(b) - worthOf(a))
  const groups = new Map<string, Group>()
  let left = passagesMax
  for (const pair of pairs) {
    if (groups.size === GROUPS_MAX) break
    const group = narrowed(pair, best, (one) => expectedIn(one, collection) <= left)
    const key = group
      .map(({ number }) => number)
      .sort()
      .join()
    const expected = expectedIn(group, collection)
    if (groups.has(key) || (groups.size > 0 && expected > left)) continue
    groups.set(key, group)
    left -= expected
  }
  return [...groups.values()]
}

const worthOf = (group: Group): number => group.reduce((sum, { worth }) => sum + worth, 0)

/** A pair with as many of the other terms, most valuable first, as it takes to be rare enough. */
function narrowed(pair: Group, best: readonly WorthyTerm[], isFew: (group: Group) => boolean): Group {
  const group = [...pair]
  for (const term of best) {
    if (isFew(group) || group.length === GROUP_TERMS_MAX) break
    if (!group.includes(term)) group.push(term)
  }
  return group
}

/** The approximate number of passages that contain all of them. */
function expectedIn(group: Group, collection: Collection): number {
  const byChance = group.reduce(
    (share, { passages }) => (share * passages) / collection.passages,
    collection.passages,
  )
  return Math.min(...group.map(({ passages }) => passages), TOGETHER * byChance)
}

/** A passage that has some of the terms. */
export interface Candidate {
  readonly id: string
  readonly length: number
  readonly profile: Uint8Array
}

/** By how much a passage counts as longer than it is, or as shorter if it repeats little. */
const repetitiveness = (length: number, profile: Uint8Array): number =>
  (length / termsIn(profile) / USUAL_REPETITION) ** REPETITION_DAMPED

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
      const slowness = K1 * (1 - B + (B * length * repetitiveness(length, profile)) / meanLength)
      let score = 0
      readProfile(profile, (number, count) => {
        const worth = worths.get(number)
        if (worth !== undefined) score += (worth * count * (K1 + 1)) / (count + slowness)
      })
      // Rounded, so that sums in another order are equal and ties are broken by ID.
      return { id, score: Math.round(score * 1e6) / 1e6 }
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
}
