import { sql } from 'kysely'
import type { Reader } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import { numberOf } from '#platform/lexical/profile.ts'
import { readSearchDictionary } from '../search-dictionary/search-dictionary-store.ts'
import { weighQuestion } from '#platform/lexical/weigh-question.ts'
import { type FoundPassage, type Halves, toPassage } from '../passages/passage.ts'
import { foundPassages } from '../passage-store.ts'
import { readCandidates, readCandidatesThatFit, readCollection } from './candidate-store.ts'
import {
  type Candidate,
  type Collection,
  rankByWords,
  rarestTerms,
  type WorthyTerm,
  worthyGroups,
  worthyTerms,
} from './rank-by-words.ts'

// About how many passages are scored for one question: so many for its rarest terms, as many for groups of the others.
const EACH_MAX = 300
// Where so few have any of those, wider groups are scored, and at last what has the rarest term.
const ENOUGH = 50
// How many are scored at most, where a term is in more.
const COMMON_MAX = 2_000
// With less than that of the documents that fit a filter, all of them are gone through.
const FITTING_ENOUGH = 200

interface Wanted {
  /** Where to look: these knowledge bases, or all of the tenant for null. The caller has checked that they may be looked in. */
  readonly knowledgeBaseIds: readonly string[] | null
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
  { knowledgeBaseIds, query, earlier = [], filter = null, limit }: Wanted,
): Promise<{ id: string; score: number }[]> {
  const asked = weighQuestion(query, earlier, await readSearchDictionary(tx, scope))
  if (asked.length === 0 || knowledgeBaseIds?.length === 0) return []
  const collection = await readCollection(
    tx,
    scope,
    knowledgeBaseIds,
    asked.map(({ term }) => numberOf(term)),
  )
  const terms = worthyTerms(asked, collection)
  if (terms.length === 0) return []
  const candidates = await candidatesFor(tx, scope, { terms, collection, filter })
  return rankByWords(candidates, terms, collection, limit)
}

interface Asked {
  /** The rarest first. */
  readonly terms: readonly WorthyTerm[]
  readonly collection: Collection
  readonly filter: string | null
}

/** What is worth scoring. A filter leaves little of what has the rarest terms, so then what it leaves is scored whole. */
async function candidatesFor(
  tx: Reader,
  scope: Scope,
  { terms, collection, filter }: Asked,
): Promise<Candidate[]> {
  const rare = rarestTerms(terms, EACH_MAX)
  const common = terms.slice(rare.length)
  const look = (some: readonly WorthyTerm[], passagesMax: number) =>
    readCandidates(tx, scope, {
      terms: some,
      groups: worthyGroups(common, collection, passagesMax),
      filter,
      max: COMMON_MAX,
    })
  let first = await look(rare, EACH_MAX)
  if (first.length < ENOUGH && common.length > 1) first = await look(rare, COMMON_MAX)
  if (first.length < ENOUGH && common.length > 0)
    first = await look(terms.slice(0, rare.length + 1), EACH_MAX)
  // With all terms asked for, nothing that has one of them is missing.
  const isAll = rare.length === terms.length && first.length < COMMON_MAX
  if (filter === null || isAll || first.length >= FITTING_ENOUGH) return first
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
  const rows = await foundPassages(tx, scope)
    .where('passages.id', 'in', ids)
    .select(
      sql<boolean>`(SELECT trusts_links FROM knowledge_bases
        WHERE knowledge_bases.tenant_id = documents.tenant_id AND knowledge_bases.id = documents.knowledge_base_id)`.as(
        'trusts_links',
      ),
    )
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return found.flatMap((hit, at) => {
    const row = byId.get(hit.id)
    return row
      ? [{ ...toPassage(row), trustsLinks: row.trusts_links, score: hit.score, ...halvesOf(hit, at) }]
      : []
  })
}

/** What a question finds by its words alone. */
export async function findPassages(tx: Reader, scope: Scope, wanted: Wanted): Promise<FoundPassage[]> {
  const found = await findByWords(tx, scope, wanted)
  return readFound(tx, scope, found, ({ score }, at) => ({ words: score, wordsPlace: at + 1 }))
}
