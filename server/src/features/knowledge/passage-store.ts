import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import type { DocumentRow } from './documents/document.ts'
import { fits } from './fits.ts'
import type { AnalysedPassage } from './passages/analysed-passage.ts'
import type { PassageRow } from './passages/passage.ts'
import { saltOf } from './place-terms.ts'
import { addOccurrences, changeStatistics, changeTotals, storedTerms } from './term-store.ts'

const passageColumns = [
  'id',
  'document_id',
  'ordinal',
  'heading_path',
  'page',
  'start_offset',
  'end_offset',
  'text',
  'is_disabled',
  'edit_id',
] as const

const searchedRevision = sql<number>`searched_revision(documents.live_revision, documents.blocked_revision)`

/**
 * Current passages with the names of their documents: of the live revision, so without text that is being made or
 * blocked, unless the transaction includes that. Disabled ones are included.
 */
export const livePassages = (tx: Reader, scope: Scope) =>
  tx
    .selectFrom('passages')
    .innerJoin('documents', (join) =>
      join
        .onRef('documents.tenant_id', '=', 'passages.tenant_id')
        .onRef('documents.id', '=', 'passages.document_id')
        .on('passages.revision', '=', searchedRevision),
    )
    .where('passages.tenant_id', '=', scope.tenantId)
    .select(passageColumns.map((column) => `passages.${column}` as const))
    .leftJoin('passage_edits', (join) =>
      join
        .onRef('passage_edits.tenant_id', '=', 'passages.tenant_id')
        .onRef('passage_edits.id', '=', 'passages.edit_id'),
    )
    .select(['documents.name as document_name', 'documents.kind', 'documents.address'])
    .select(['passage_edits.original_text', 'passage_edits.text as edited_text'])
    .$castTo<PassageRow>()

/** Those of them that can be found: without disabled ones. */
export const foundPassages = (tx: Reader, scope: Scope) =>
  livePassages(tx, scope).where('passages.is_disabled', '=', false)

/** The IDs of all findable passages in documents of these knowledge bases that match a filter, or of some of them. */
export async function passagesThatFit(
  tx: Reader,
  scope: Scope,
  {
    knowledgeBaseIds,
    filter,
    among,
  }: { knowledgeBaseIds: readonly string[]; filter: string; among: readonly string[] | null },
): Promise<string[]> {
  const ofDocuments = sql`documents.tenant_id = ${scope.tenantId} AND documents.knowledge_base_id = ANY (${knowledgeBaseIds}::uuid[]) AND ${fits(filter)}`
  const { rows } = among
    ? await sql<{ id: string }>`
        SELECT passages.id FROM passages JOIN documents
          ON documents.tenant_id = passages.tenant_id AND documents.id = passages.document_id AND passages.revision = ${searchedRevision}
        WHERE passages.tenant_id = ${scope.tenantId} AND passages.id = ANY (${among}::uuid[]) AND NOT passages.is_disabled
          AND ${ofDocuments}`.execute(tx)
    : await sql<{ id: string }>`
        SELECT passages.id FROM documents CROSS JOIN LATERAL (
          SELECT id FROM passages
          WHERE tenant_id = ${scope.tenantId} AND document_id = documents.id AND revision = ${searchedRevision} AND NOT is_disabled
          -- Document by document: how few fit a filter is not known beforehand.
          OFFSET 0
        ) passages
        WHERE ${ofDocuments}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Stores passages of a document, of its current revision unless they say otherwise, and counts their terms. The document's knowledge base is locked. */
export async function insertPassages(
  tx: Transaction,
  document: DocumentRow,
  passages: readonly AnalysedPassage[],
) {
  const { tenant_id, knowledge_base_id } = document
  await tx
    .insertInto('passages')
    .values(
      passages.map((passage) => ({
        tenant_id,
        id: passage.id ?? uuidv7(),
        knowledge_base_id,
        document_id: document.id,
        revision: passage.revision ?? document.revision,
        ordinal: passage.ordinal,
        heading_path: passage.headingPath,
        page: passage.page,
        start_offset: passage.start,
        end_offset: passage.end,
        text: passage.text,
        edit_id: passage.edit?.id ?? null,
        is_disabled: passage.edit?.is_disabled ?? false,
        ...storedTerms(passage, knowledge_base_id),
        term_count: passage.termCount,
        text_analysis: passage.textAnalysis,
      })),
    )
    .execute()
  await changeStatistics(tx, document, addOccurrences(new Map(), passages))
  await changeTotals(
    tx,
    document,
    passages.length,
    passages.reduce((sum, passage) => sum + passage.termCount, 0),
  )
}

/**
 * Deletes up to `limit` passages of a document and their share of the statistics: all, one, or those of other
 * revisions. The document's knowledge base is locked. Returns the number deleted.
 */
export async function removePassages(
  tx: Transaction,
  document: DocumentRow,
  which: { keep?: readonly number[]; id?: string; limit?: number } = {},
): Promise<number> {
  const { tenant_id, knowledge_base_id } = document
  const { rows } = await sql<{ passages: number; terms: number; spent: number[] | null }>`
    WITH gone AS (
      DELETE FROM passages WHERE tenant_id = ${tenant_id} AND id IN (
        SELECT id FROM passages
        WHERE tenant_id = ${tenant_id} AND document_id = ${document.id}
          AND revision <> ALL (${which.keep ?? []}::integer[])
          AND (${which.id ?? null}::uuid IS NULL OR id = ${which.id ?? null}::uuid)
        LIMIT ${which.limit ?? null})
      RETURNING terms, term_count
    ), counted AS (
      SELECT placed # ${saltOf(knowledge_base_id)} AS number, count(*)::integer AS n FROM gone, unnest(gone.terms) AS placed GROUP BY placed
    ), reduced AS (
      UPDATE term_statistics s SET passage_count = s.passage_count - c.n FROM counted c
      WHERE s.tenant_id = ${tenant_id} AND s.knowledge_base_id = ${knowledge_base_id} AND s.number = c.number
      RETURNING s.number, s.passage_count
    )
    SELECT (SELECT count(*) FROM gone) AS passages, (SELECT coalesce(sum(term_count), 0) FROM gone) AS terms,
      (SELECT array_agg(number) FROM reduced WHERE passage_count = 0) AS spent`.execute(tx)
  const gone = rows[0]
  if (!gone || gone.passages === 0) return 0
  if (gone.spent)
    await sql`DELETE FROM term_statistics WHERE knowledge_base_id = ${knowledge_base_id} AND number = ANY(${gone.spent}::integer[])`.execute(
      tx,
    )
  await changeTotals(tx, document, -gone.passages, -gone.terms)
  return gone.passages
}
