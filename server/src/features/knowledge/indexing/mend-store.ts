import { sql } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import { documentColumns } from '../documents/document-store.ts'
import { visibleDocuments } from '../visible.ts'
import type { MendedPassage, StoredPassage } from './mended-passages.ts'
import { READING } from '#kernel/reading.ts'

const outdatedDocuments = (tx: Reader, scope: Scope, knowledgeBaseId: string) =>
  visibleDocuments(tx, scope)
    .where('knowledge_base_id', '=', knowledgeBaseId)
    .where('reading', '<', READING)
    .where('live_revision', 'is not', null)
    .where('state', 'in', ['ready', 'failed'])

/**
 * The next document of a knowledge base that older rules have read and whose original can be read again, with the
 * original and the stored text. An image would have to be paid for again, and of a failed document only the failed
 * content exists.
 */
export const nextOutdated = (
  tx: Reader,
  scope: Scope,
  { knowledgeBaseId, after }: { knowledgeBaseId: string; after: string | null },
) =>
  outdatedDocuments(tx, scope, knowledgeBaseId)
    .select([...documentColumns, 'content', 'text'])
    .where('state', '=', 'ready')
    .where('media_type', 'not like', 'image/%')
    .$if(after !== null, (all) => all.where('id', '>', after))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

/** The number of documents of a knowledge base that were read by older rules. */
export async function countOutdated(tx: Reader, scope: Scope, knowledgeBaseId: string): Promise<number> {
  const row = await outdatedDocuments(tx, scope, knowledgeBaseId)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Whether a document of the tenant is queued for indexing, or being indexed. */
export const isIndexing = async (tx: Reader, scope: Scope): Promise<boolean> =>
  (await visibleDocuments(tx, scope)
    .select('id')
    .where('state', 'in', ['queued', 'extracting', 'indexing'])
    .limit(1)
    .executeTakeFirst()) !== undefined

/** The searchable passages of a document, in order. */
export const storedPassages = (
  tx: Reader,
  scope: Scope,
  { documentId, revision }: { documentId: string; revision: number },
): Promise<StoredPassage[]> =>
  tx
    .selectFrom('passages')
    .leftJoin('passage_edits', (join) =>
      join
        .onRef('passage_edits.tenant_id', '=', 'passages.tenant_id')
        .onRef('passage_edits.id', '=', 'passages.edit_id'),
    )
    .select(['passages.id', 'start_offset', 'end_offset', 'passages.text', 'heading_path', 'edit_id'])
    .select(['passage_edits.original_text', 'passage_edits.text as edited_text'])
    .where('passages.tenant_id', '=', scope.tenantId)
    .where('passages.document_id', '=', documentId)
    .where('passages.revision', '=', revision)
    .orderBy('passages.ordinal')
    .execute()

/** Replaces the text and ranges of passages; nothing that they are found by changes. */
export async function writeMended(
  tx: Transaction,
  scope: Scope,
  passages: readonly MendedPassage[],
): Promise<void> {
  const column = <T>(of: (passage: MendedPassage) => T): T[] => passages.map(of)
  await sql`
    UPDATE passages p
    SET start_offset = n.start_offset, end_offset = n.end_offset, text = n.text,
      heading_path = ARRAY(SELECT jsonb_array_elements_text(n.heading_path::jsonb))
    FROM unnest(${column(({ id }) => id)}::uuid[], ${column(({ start }) => start)}::integer[],
      ${column(({ end }) => end)}::integer[], ${column(({ text }) => text)}::text[],
      ${column(({ headingPath }) => JSON.stringify(headingPath))}::text[])
      AS n (id, start_offset, end_offset, text, heading_path)
    WHERE p.tenant_id = ${scope.tenantId} AND p.id = n.id`.execute(tx)
}
