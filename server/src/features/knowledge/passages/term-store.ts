import { sql } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import { termVector } from '#platform/lexical/term-vector.ts'
import type { AnalysedTerms } from '../indexing/analysed-passage.ts'
import { changeTotals } from './passage-store.ts'

/** A stored passage as its terms were made of it. */
export interface OutdatedPassage {
  readonly id: string
  readonly document_name: string
  readonly heading_path: string[]
  readonly text: string
  readonly original_text: string | null
  readonly is_disabled: boolean
}

/** The next passages of a source whose terms were made by another analysis than this, by id. */
export const outdatedPassages = (
  tx: Reader,
  scope: Scope,
  wanted: { sourceId: string; analysis: string; after: string | null; limit: number },
): Promise<OutdatedPassage[]> =>
  tx
    .selectFrom('passages')
    .innerJoin('documents', (join) =>
      join
        .onRef('documents.tenant_id', '=', 'passages.tenant_id')
        .onRef('documents.id', '=', 'passages.document_id'),
    )
    .leftJoin('passage_edits', (join) =>
      join
        .onRef('passage_edits.tenant_id', '=', 'passages.tenant_id')
        .onRef('passage_edits.id', '=', 'passages.edit_id'),
    )
    .select(['passages.id', 'passages.heading_path', 'passages.text', 'passages.is_disabled'])
    .select(['documents.name as document_name', 'passage_edits.original_text'])
    .where('passages.tenant_id', '=', scope.tenantId)
    .where('passages.source_id', '=', wanted.sourceId)
    .where('passages.analysis', '<>', wanted.analysis)
    .$if(wanted.after !== null, (all) => all.where('passages.id', '>', wanted.after))
    .orderBy('passages.id')
    .limit(wanted.limit)
    .execute()

/**
 * Puts other terms in the place of those that passages of a source have, and counts what became more and less.
 * The source is locked.
 */
export async function replaceTerms(
  tx: Transaction,
  scope: Scope,
  sourceId: string,
  analysis: string,
  passages: readonly (AnalysedTerms & Pick<OutdatedPassage, 'id' | 'is_disabled'>)[],
): Promise<void> {
  const marks = [`=${sourceId}`, `@${scope.tenantId}`]
  const ids = passages.map(({ id }) => id)
  const changes = await occurrencesIn(tx, scope, ids)
  for (const { terms } of passages)
    for (const term of terms.keys()) changes.terms.set(term, (changes.terms.get(term) ?? 0) + 1)
  await sql`
    UPDATE passages p SET terms = n.terms::tsvector, term_count = n.term_count, analysis = ${analysis}
    FROM unnest(${ids}::uuid[],
      ${passages.map(({ terms, is_disabled }) => termVector(terms, is_disabled ? [] : marks))}::text[],
      ${passages.map(({ termCount }) => termCount)}::integer[]) AS n (id, terms, term_count)
    WHERE p.tenant_id = ${scope.tenantId} AND p.id = n.id`.execute(tx)
  await changeStatistics(tx, scope, sourceId, changes.terms)
  const termCount = passages.reduce((sum, passage) => sum + passage.termCount, 0)
  await changeTotals(tx, { tenant_id: scope.tenantId, source_id: sourceId }, 0, termCount - changes.total)
}

/** How often each term stands in the statistics because of these passages, below zero; and how many they have in all. */
async function occurrencesIn(tx: Reader, scope: Scope, ids: readonly string[]) {
  const { rows } = await sql<{ term: string; passages: number }>`
    SELECT u.lexeme AS term, count(*)::integer AS passages FROM passages p, unnest(p.terms) u
    WHERE p.tenant_id = ${scope.tenantId} AND p.id = ANY (${ids}::uuid[]) AND u.positions IS NOT NULL
    GROUP BY 1`.execute(tx)
  const { rows: sums } = await sql<{ total: number }>`
    SELECT coalesce(sum(term_count), 0)::integer AS total FROM passages
    WHERE tenant_id = ${scope.tenantId} AND id = ANY (${ids}::uuid[])`.execute(tx)
  return { terms: new Map(rows.map(({ term, passages }) => [term, -passages])), total: sums[0]?.total ?? 0 }
}

async function changeStatistics(
  tx: Transaction,
  scope: Scope,
  sourceId: string,
  changes: ReadonlyMap<string, number>,
): Promise<void> {
  const entries = [...changes].filter(([, by]) => by !== 0).sort(([a], [b]) => (a < b ? -1 : 1))
  const terms = entries.map(([term]) => term)
  await sql`
    INSERT INTO term_statistics AS s (tenant_id, source_id, term, passage_count)
    SELECT ${scope.tenantId}::uuid, ${sourceId}::uuid, term, by_how_many
    FROM unnest(${terms}::text[], ${entries.map(([, by]) => by)}::integer[]) AS n (term, by_how_many)
    ON CONFLICT (tenant_id, source_id, term) DO UPDATE SET passage_count = s.passage_count + excluded.passage_count`.execute(
    tx,
  )
  await sql`
    DELETE FROM term_statistics
    WHERE tenant_id = ${scope.tenantId} AND source_id = ${sourceId} AND term = ANY (${terms}::text[])
      AND passage_count = 0`.execute(tx)
}
