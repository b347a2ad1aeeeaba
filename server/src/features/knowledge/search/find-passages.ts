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

// About how many passages are scored for one question: this many for its rarest terms, and as many for groups of the
// others.
const EACH_MAX = 300
// If fewer passages than this have any of those, wider groups are scored, and finally passages with the rarest term.
const ENOUGH = 50
// The maximum number that is scored, if a term occurs in more.
const COMMON_MAX = 2_000
// If a filter leaves fewer than this, all matching documents are scanned.
const FITTING_ENOUGH = 200

interface Wanted {
  /** The knowledge bases to search, or null for all of the tenant's. The caller has checked access. */
  readonly knowledgeBaseIds: readonly string[] | null
  readonly query: string
  /** Earlier questions in the same conversation, latest first. */
  readonly earlier?: readonly string[]
  /** Only documents that match, as made by `filterOf`; null: all. */
  readonly filter?: string | null
  readonly limit: number
}

/**
 * The passages that match the words of a question best, best first, in a deterministic order. A question without
 * letters and digits finds nothing.
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

/**
 * The passages worth scoring. A filter leaves few passages with the rarest terms, so then all that it leaves are
 * scored.
 */
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
  // If all terms were requested, no passage with one of them is missing.
  const isAll = rare.length === terms.length && first.length < COMMON_MAX
  if (filter === null || isAll || first.length >= FITTING_ENOUGH) return first
  const all = await readCandidatesThatFit(tx, scope, { terms, filter, max: COMMON_MAX })
  return [...new Map([...first, ...all].map((candidate) => [candidate.id, candidate])).values()]
}

/** Reads found passages in order; deleted ones are left out. */
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

/** The results of a search by words alone. */
export async function findPassages(tx: Reader, scope: Scope, wanted: Wanted): Promise<FoundPassage[]> {
  const found = await findByWords(tx, scope, wanted)
  return readFound(tx, scope, found, ({ score }, at) => ({ words: score, wordsPlace: at + 1 }))
}
