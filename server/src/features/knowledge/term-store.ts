import { sql } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import { numberOf, profileOf } from '#platform/lexical/profile.ts'
import type { AnalysedTerms } from './passages/analysed-passage.ts'
import { numbered, saltOf } from './place-terms.ts'

/** A stored passage with its analyzed terms. */
export interface OutdatedPassage {
  readonly id: string
  readonly document_name: string
  readonly heading_path: string[]
  readonly text: string
  readonly original_text: string | null
  readonly is_disabled: boolean
}

/** The next passages of a knowledge base, by ID, whose terms were made by another text analysis. */
export const outdatedPassages = (
  tx: Reader,
  scope: Scope,
  wanted: { knowledgeBaseId: string; textAnalysis: string; after: string | null; limit: number },
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
    .where('passages.knowledge_base_id', '=', wanted.knowledgeBaseId)
    .where('passages.text_analysis', '<>', wanted.textAnalysis)
    .$if(wanted.after !== null, (all) => all.where('passages.id', '>', wanted.after))
    .orderBy('passages.id')
    .limit(wanted.limit)
    .execute()

/**
 * Puts other terms in the place of those that passages of a knowledge base have, and counts what became more and less.
 * The knowledge base is locked.
 */
export async function replaceTerms(
  tx: Transaction,
  scope: Scope,
  knowledgeBaseId: string,
  passages: readonly (AnalysedTerms & Pick<OutdatedPassage, 'id'>)[],
): Promise<void> {
  const place = { tenant_id: scope.tenantId, knowledge_base_id: knowledgeBaseId }
  const ids = passages.map(({ id }) => id)
  const before = await occurrencesIn(tx, place, ids)
  const stored = passages.map((passage) => storedTerms(passage, knowledgeBaseId))
  await sql`
    UPDATE passages p
    SET terms = n.terms::integer[], profile = n.profile, term_count = n.term_count, text_analysis = n.text_analysis
    FROM unnest(${ids}::uuid[], ${stored.map(({ terms }) => `{${terms.join()}}`)}::text[],
      ${stored.map(({ profile }) => profile)}::bytea[], ${passages.map(({ termCount }) => termCount)}::integer[],
      ${passages.map(({ textAnalysis }) => textAnalysis)}::text[]) AS n (id, terms, profile, term_count, text_analysis)
    WHERE p.tenant_id = ${scope.tenantId} AND p.id = n.id`.execute(tx)
  const termCount = passages.reduce((sum, passage) => sum + passage.termCount, 0)
  await changeStatistics(tx, place, addOccurrences(before.changes, passages))
  await changeTotals(tx, place, 0, termCount - before.termCount)
}

/** The terms of a passage as its row holds them. */
export function storedTerms({ terms }: AnalysedTerms, knowledgeBaseId: string) {
  const numbers = numbered(terms)
  const salt = saltOf(knowledgeBaseId)
  return { terms: Array.from(numbers.keys(), (number) => number ^ salt), profile: profileOf(numbers) }
}

interface Place {
  readonly tenant_id: string
  readonly knowledge_base_id: string
}

/** By the number of a term: the change in the number of passages that contain it. */
type Changes = Map<number, { readonly term: string; readonly by: number }>

/** Counts in which of these passages a term is. */
export function addOccurrences(changes: Changes, passages: readonly AnalysedTerms[]): Changes {
  for (const { terms } of passages)
    for (const [number, term] of new Map(Array.from(terms.keys(), (one) => [numberOf(one), one])))
      changes.set(number, { term, by: (changes.get(number)?.by ?? 0) + 1 })
  return changes
}

/**
 * How often each term counts in the statistics because of these passages, as negative numbers, and their total number
 * of terms.
 */
async function occurrencesIn(
  tx: Reader,
  { tenant_id, knowledge_base_id }: Place,
  ids: readonly string[],
): Promise<{ changes: Changes; termCount: number }> {
  const { rows } = await sql<{ number: number; passages: number }>`
    SELECT placed # ${saltOf(knowledge_base_id)} AS number, count(*)::integer AS passages FROM passages, unnest(terms) placed
    WHERE tenant_id = ${tenant_id} AND id = ANY (${ids}::uuid[]) GROUP BY placed`.execute(tx)
  const { rows: sums } = await sql<{ total: number }>`
    SELECT coalesce(sum(term_count), 0)::integer AS total FROM passages
    WHERE tenant_id = ${tenant_id} AND id = ANY (${ids}::uuid[])`.execute(tx)
  // Their terms are already in the statistics.
  const changes = new Map(rows.map(({ number, passages }) => [number, { term: '', by: -passages }]))
  return { changes, termCount: sums[0]?.total ?? 0 }
}

/** Counts terms as being in more passages of a knowledge base, or in less. The knowledge base is locked. */
export async function changeStatistics(
  tx: Transaction,
  { tenant_id, knowledge_base_id }: Place,
  changes: Changes,
): Promise<void> {
  // In one order, which is that of the index.
  const entries = [...changes].filter(([, { by }]) => by !== 0).sort(([a], [b]) => a - b)
  const numbers = entries.map(([number]) => number)
  await sql`
    INSERT INTO term_statistics AS s (tenant_id, knowledge_base_id, number, term, passage_count)
    SELECT ${tenant_id}::uuid, ${knowledge_base_id}::uuid, number, term, by_how_many
    FROM unnest(${numbers}::integer[], ${entries.map(([, { term }]) => term)}::text[],
      ${entries.map(([, { by }]) => by)}::integer[]) AS n (number, term, by_how_many)
    ON CONFLICT (tenant_id, knowledge_base_id, number) DO UPDATE SET passage_count = s.passage_count + excluded.passage_count`.execute(
    tx,
  )
  if (!entries.some(([, { by }]) => by < 0)) return
  await sql`
    DELETE FROM term_statistics
    WHERE tenant_id = ${tenant_id} AND knowledge_base_id = ${knowledge_base_id} AND number = ANY (${numbers}::integer[])
      AND passage_count = 0`.execute(tx)
}

/** Adds passages and their terms to the totals of their knowledge base, or subtracts them. */
export const changeTotals = async (
  tx: Transaction,
  { tenant_id, knowledge_base_id }: Place,
  passages: number,
  terms: number,
) =>
  void (await sql`
    UPDATE knowledge_bases SET passage_count = passage_count + ${passages}, term_count = term_count + ${terms}
    WHERE tenant_id = ${tenant_id} AND id = ${knowledge_base_id}`.execute(tx))
