import type { Reader } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import { numberOf } from '#platform/lexical/profile.ts'
import { readDictionary } from '../dictionary/dictionary-store.ts'
import { weighQuestion } from '#platform/lexical/weigh-question.ts'
import { type FoundPassage, type Halves, toPassage } from '../passages/passage.ts'
import { foundPassages } from '../passages/passage-store.ts'
import { readCandidates, readCandidatesThatFit, readCollection } from './candidate-store.ts'
import { type Candidate, rankByWords, rarestTerms, type WorthyTerm, worthyTerms } from './rank-by-words.ts'

// How many passages are scored for one question: those that have its rarest terms.
const CANDIDATES_MAX = 1_000
// Where even the rarest term is in more than that, as many of those that have it.
const COMMON_MAX = 4_000
// With less than that of the documents that fit a filter, all of them are gone through.
const FITTING_ENOUGH = 200

interface Wanted {
  /** Where to look: these sources, or all of the tenant for null. The caller has checked that they may be looked in. */
  readonly sourceIds: readonly string[] | null
  readonly query: string
  /** What was asked before in the same conversation, the last first. */
  readonly earlier?: readonly string[]
  /** Only documents that fit it count, as `filterOf` makes it; null: all do. */
  readonly filter?: string | null
  readonly limit: number
}

/**
 * The passages that fit the words of a question best, best first, and the same ones in the same order every time. A
 * question without letters and digits finds nothing.
 */
export async function findByWords(
  tx: Reader,
  scope: Scope,
  { sourceIds, query, earlier = [], filter = null, limit }: Wanted,
): Promise<{ id: string; score: number }[]> {
  const asked = weighQuestion(query, earlier, await readDictionary(tx, scope))
  if (asked.length === 0 || sourceIds?.length === 0) return []
  const collection = await readCollection(
    tx,
    scope,
    sourceIds,
    asked.map(({ term }) => numberOf(term)),
  )
  const terms = worthyTerms(asked, collection)
  if (terms.length === 0) return []
  const candidates = await candidatesFor(tx, scope, terms, filter)
  return rankByWords(candidates, terms, collection, limit)
}

/** What is worth scoring. A filter leaves little of what has the rarest terms, so then what it leaves is scored whole. */
async function candidatesFor(
  tx: Reader,
  scope: Scope,
  terms: readonly WorthyTerm[],
  filter: string | null,
): Promise<Candidate[]> {
  const rarest = { terms: rarestTerms(terms, CANDIDATES_MAX), filter, max: COMMON_MAX }
  const first = await readCandidates(tx, scope, rarest)
  if (filter === null || first.length >= FITTING_ENOUGH) return first
  const all = await readCandidatesThatFit(tx, scope, { terms, filter, max: COMMON_MAX })
  return [...new Map([...first, ...all].map((candidate) => [candidate.id, candidate])).values()]
}

/** Reads what was found, in its order; what is gone by now is left out. */
export async function readFound<Found extends { id: string; score: number }>(
  tx: Reader,
  scope: Scope,
  found: readonly Found[],
  halvesOf: (hit: Found, at: number) => Halves,
): Promise<FoundPassage[]> {
  if (found.length === 0) return []
  const ids = found.map(({ id }) => id)
  const rows = await foundPassages(tx, scope).where('passages.id', 'in', ids).execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return found.flatMap((hit, at) => {
    const row = byId.get(hit.id)
    return row ? [{ ...toPassage(row), score: hit.score, ...halvesOf(hit, at) }] : []
  })
}

/** What a question finds by its words alone. */
export async function findPassages(tx: Reader, scope: Scope, wanted: Wanted): Promise<FoundPassage[]> {
  const found = await findByWords(tx, scope, wanted)
  return readFound(tx, scope, found, ({ score }, at) => ({ words: score, wordsPlace: at + 1 }))
}
