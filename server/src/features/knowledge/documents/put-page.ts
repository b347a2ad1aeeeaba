import { requireQuota } from '#features/tenants/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { documentIndex } from '../job-kinds.ts'
import { insertDocument, replaceDocument } from './document-store.ts'
import { lockDocument, lockKnowledgeBase } from '../visible.ts'

interface Page {
  readonly knowledgeBaseId: string
  readonly documentId: string | null
  readonly address: string
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly text: string | null
  readonly blobKey: string | null
}

/**
 * Stores a web page in a knowledge base in place of its old content. Returns the key of a file that it no longer needs.
 */
export async function putPage(
  context: CommandContext,
  { knowledgeBaseId, documentId, address, text, ...facts }: Page,
) {
  const { tx, scope, emit, enqueue } = context
  await lockKnowledgeBase(tx, scope, knowledgeBaseId)
  const known = documentId === null ? null : await lockDocument(tx, scope, documentId)
  // PostgreSQL can store neither of these, and no reader would see them.
  const content = text?.replaceAll('\0', '').toWellFormed() ?? null
  await requireQuota(context, { ...(!known && { documents: 1 }), storageBytes: facts.sizeBytes })
  const row = known
    ? await replaceDocument(tx, known.id, { ...facts, content })
    : await insertDocument(tx, scope, { ...facts, knowledgeBaseId, kind: 'page', address, content })
  emit({
    type: known ? 'document.replaced' : 'document.added',
    payload: { knowledgeBaseId, documentId: row.id, name: row.name },
  })
  enqueue(documentIndex, { documentId: row.id })
  return {
    documentId: row.id,
    staleBlobKey: known?.blob_key === row.blob_key ? null : (known?.blob_key ?? null),
  }
}
