import { sql } from 'kysely'
import type { Reader } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import { weighQuestion } from '#platform/lexical/weigh-question.ts'
import { type FoundPassage, toPassage } from './passage.ts'
import { foundPassages } from './passage-store.ts'

// How many passages are scored for one question: those that have its rarest terms.
const CANDIDATES_MAX = 1_000

interface Wanted {
  /** Where to look: these sources, or all of the tenant for null. The caller has checked that they may be looked in. */
  readonly sourceIds: readonly string[] | null
  readonly query: string
  /** What was asked before in the same conversation, the last first. */
  readonly earlier?: readonly string[]
  readonly limit: number
}

/**
 * The passages that fit a question best, best first, and the same ones in the same order every time. A question
 * without letters and digits finds nothing.
 */
export async function findPassages(
  tx: Reader,
  scope: Scope,
  { sourceIds, query, earlier = [], limit }: Wanted,
): Promise<FoundPassage[]> {
  const terms = weighQuestion(query, earlier)
  if (terms.length === 0 || sourceIds?.length === 0) return []
  const { rows: found } = await sql<{ passage_id: string; score: number }>`
    SELECT passage_id, score FROM search_passages(${scope.tenantId}::uuid, ${sourceIds}::uuid[],
      ${terms.map(({ term }) => term)}::text[], ${terms.map(({ weight }) => weight)}::float8[],
      ${CANDIDATES_MAX}, ${limit})`.execute(tx)
  if (found.length === 0) return []
  const rows = await foundPassages(tx, scope)
    .where(
      'passages.id',
      'in',
      found.map((hit) => hit.passage_id),
    )
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return found.flatMap(({ passage_id, score }) => {
    const row = byId.get(passage_id)
    return row ? [{ ...toPassage(row), score }] : []
  })
}
