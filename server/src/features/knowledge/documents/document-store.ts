import { sql, type UpdateObject } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Metadata } from '#contract/shapes/metadata.ts'
import type { Scope } from '#kernel/scope.ts'
import { storableJson } from '#kernel/storable.ts'
import type { DocumentRow } from './document.ts'

/** All columns but the two that hold the whole document. */
export const documentColumns = [
  'tenant_id',
  'id',
  'knowledge_base_id',
  'name',
  'kind',
  'address',
  'media_type',
  'size_bytes',
  'blob_key',
  'state',
  'progress',
  'failure_code',
  'failure_detail',
  'failure_reason',
  'metadata',
  'revision',
  'live_revision',
  'blocked_revision',
  'generation',
  'reading',
  'passage_count',
  'character_count',
  'created_at',
  'updated_at',
] as const

export interface NewDocument {
  /** Generated if omitted. */
  id?: string
  knowledgeBaseId: string
  name: string
  kind?: 'document' | 'faq-entry' | 'page'
  address?: string
  mediaType: string
  sizeBytes: number
  content: string | null
  blobKey: string | null
  metadata?: Metadata | undefined
}

export const insertDocument = (tx: Transaction, scope: Scope, facts: NewDocument): Promise<DocumentRow> =>
  tx
    .insertInto('documents')
    .values({
      tenant_id: scope.tenantId,
      id: facts.id ?? uuidv7(),
      knowledge_base_id: facts.knowledgeBaseId,
      name: facts.name,
      kind: facts.kind ?? 'document',
      address: facts.address ?? null,
      media_type: facts.mediaType,
      size_bytes: facts.sizeBytes,
      content: facts.content,
      blob_key: facts.blobKey,
      ...metadataOf(facts.metadata),
    })
    .returning(documentColumns)
    .executeTakeFirstOrThrow()

export const updateDocument = (
  tx: Transaction,
  id: string,
  change: UpdateObject<Schema, 'documents'>,
): Promise<DocumentRow> =>
  tx
    .updateTable('documents')
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returning(documentColumns)
    .executeTakeFirstOrThrow()

/** New facts about a document that is uploaded again. Its passages are found until the new ones are ready. */
export const replaceDocument = (
  tx: Transaction,
  id: string,
  facts: Omit<NewDocument, 'knowledgeBaseId' | 'kind' | 'address'>,
): Promise<DocumentRow> =>
  updateDocument(tx, id, {
    name: facts.name,
    media_type: facts.mediaType,
    size_bytes: facts.sizeBytes,
    content: facts.content,
    blob_key: facts.blobKey,
    ...metadataOf(facts.metadata),
    ...asQueued,
  })

const metadataOf = (metadata: Metadata | undefined) =>
  metadata && { metadata: JSON.stringify(storableJson(metadata)) }

export const describe = (tx: Transaction, id: string, metadata: Metadata): Promise<DocumentRow> =>
  updateDocument(tx, id, { ...metadataOf(metadata) })

/** Queued for indexing, whatever happened before. A running attempt can no longer write. */
export const asQueued = {
  state: 'queued',
  progress: 0,
  failure_code: null,
  failure_detail: null,
  failure_reason: null,
  blocked_revision: null,
  blocked_passage_count: null,
  blocked_character_count: null,
} as const

/** Deletes a document. Its passages must be gone, since the statistics count them. */
export const deleteDocumentRow = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('documents').where('id', '=', id).execute())

/** The keys of the files of all documents of a knowledge base. */
export async function filesOf(tx: Reader, knowledgeBaseId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('documents')
    .select('blob_key')
    .where('knowledge_base_id', '=', knowledgeBaseId)
    .where('blob_key', 'is not', null)
    .execute()
  return rows.flatMap(({ blob_key }) => blob_key ?? [])
}

/** Whether these knowledge bases have documents and all of them are searchable. */
export async function areAllReady(tx: Reader, knowledgeBaseIds: readonly string[]): Promise<boolean> {
  if (knowledgeBaseIds.length === 0) return false
  const rows = await tx
    .selectFrom('documents')
    .select('state')
    .where('knowledge_base_id', 'in', knowledgeBaseIds)
    .execute()
  return rows.length > 0 && rows.every(({ state }) => state === 'ready')
}

/**
 * Documents that are searchable or being indexed and were started before a given generation of their knowledge base.
 * Queued ones use the latest by themselves; unreadable ones would fail again.
 */
export const outdatedDocuments = (
  tx: Transaction,
  knowledgeBaseId: string,
  { before, limit }: { before: number; limit: number },
) =>
  tx
    .selectFrom('documents')
    .select('id')
    .where('knowledge_base_id', '=', knowledgeBaseId)
    .where('generation', '<', before)
    .where((where) =>
      where.or([
        where('state', 'in', ['extracting', 'indexing']),
        where.and([
          where.or([where('live_revision', 'is not', null), where('blocked_revision', 'is not', null)]),
          where('state', '<>', 'queued'),
        ]),
      ]),
    )
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute()
