import { numberOf, readProfile, termsIn } from '#platform/lexical/profile.ts'

// The usual constants of BM25.
const K1 = 1.2
const B = 0.75
// A passage that says the same words again and again counts as longer, for each of them tells less of it. A term stands in
// a passage about so many times; what is beyond that is damped, since it grows with the length as well.
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
  /** In how many passages of all knowledge bases. */
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
// Each is looked for by itself, and that takes its time.
const GROUPS_MAX = 12
// Words of one matter stand together so much more often than chance would have it.
const TOGETHER = 3

/**
 * The groups of these terms that are worth most to find together, as far as about `passagesMax` passages have them. A
 * pair that is in more is narrowed by further terms: what has all of them is better than what of the pair is met first.
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

/** A pair, and as many of the others, those of most worth first, as it takes to be few enough. */
function narrowed(pair: Group, best: readonly WorthyTerm[], isFew: (group: Group) => boolean): Group {
  const group = [...pair]
  for (const term of best) {
    if (isFew(group) || group.length === GROUP_TERMS_MAX) break
    if (!group.includes(term)) group.push(term)
  }
  return group
}

/** In about how many passages all of them are. */
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

/** By how much a passage counts as longer than it is, or as shorter where it repeats little. */
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
      // Rounded, so that sums taken in another order still are equal and ties are broken by the id.
      return { id, score: Math.round(score * 1e6) / 1e6 }
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
}
