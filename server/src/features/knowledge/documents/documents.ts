import {
  DocumentPage,
  ListDocuments,
  Document,
  DocumentRef,
  DescribeDocument,
  DocumentText,
} from '#contract/shapes/knowledge.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query, command } from '#kernel/use-case.ts'
import { conflict, notFound } from '#kernel/fault.ts'
import { requireKnowledgeBase, visibleDocuments, requireDocument, lockDocument } from '../visible.ts'
import { documentIndex } from '../job-kinds.ts'
import { removePassages } from '../passage-store.ts'
import { noteChange } from '../note-change.ts'
import { toDocument, progressOf } from './document.ts'
import { documentColumns, asQueued, updateDocument, deleteDocumentRow, describe } from './document-store.ts'
import { leaveFiles } from './left-files.ts'

/** Lists the documents of a knowledge base with their progress, newest first. */
export const listDocuments = query({
  name: 'document.list',
  permission: 'knowledge:read',
  input: ListDocuments,
  output: DocumentPage,
  async run({ tx, scope }, { knowledgeBaseId, kind, limit, after }) {
    await requireKnowledgeBase(tx, scope, knowledgeBaseId)
    const cursor = readCursor(after)
    const all = visibleDocuments(tx, scope)
      .select(documentColumns)
      .where('knowledge_base_id', '=', knowledgeBaseId)
      .$if(kind !== undefined, (some) => some.where('kind', '=', kind ?? ''))
      .orderBy('id', 'desc')
      .limit(limit + 1)
    const rows = await (cursor ? all.where('id', '<', cursor.id) : all).execute()
    return pageFrom(rows, limit, toDocument, (row) => ({ at: '', id: row.id }))
  },
})

/** Reads a document with its progress. */
export const readDocument = query({
  name: 'document.read',
  permission: 'knowledge:read',
  input: DocumentRef,
  output: Document,
  run: async ({ tx, scope }, { documentId }) => toDocument(await requireDocument(tx, scope, documentId)),
})

/** Retries a document that could not be indexed. */
export const retryDocument = command({
  name: 'document.retry',
  permission: 'knowledge:write',
  input: DocumentRef,
  output: Document,
  async run({ tx, scope, emit, enqueue }, { documentId }) {
    const found = await lockDocument(tx, scope, documentId)
    if (!found) throw notFound('document')
    if (found.state !== 'failed') throw conflict('Only a document that failed can be tried again.')
    const row = await updateDocument(tx, documentId, asQueued)
    emit({ type: 'document.changed', payload: progressOf(row) })
    enqueue(documentIndex, { documentId })
    return toDocument(row)
  },
})

/** Deletes a document; its passages are no longer found. */
export const deleteDocument = command({
  name: 'document.delete',
  permission: 'knowledge:write',
  input: DocumentRef,
  async run(context, { documentId }) {
    const { tx, scope, emit } = context
    const row = await lockDocument(tx, scope, documentId)
    if (!row) throw notFound('document')
    await removePassages(tx, row)
    await deleteDocumentRow(tx, documentId)
    await noteChange(context, row.knowledge_base_id)
    leaveFiles(context, [row.blob_key])
    emit({
      type: 'document.deleted',
      payload: { knowledgeBaseId: row.knowledge_base_id, documentId, name: row.name },
    })
  },
})

/** Sets metadata of a document, by arbitrary keys, so that searches can filter by it. */
export const describeDocument = command({
  name: 'document.describe',
  permission: 'knowledge:write',
  input: DescribeDocument,
  output: Document,
  async run({ tx, scope, emit }, { documentId, metadata }) {
    if (!(await lockDocument(tx, scope, documentId))) throw notFound('document')
    const row = await describe(tx, documentId, metadata)
    emit({ type: 'document.changed', payload: progressOf(row) })
    return toDocument(row)
  },
})

/** Gives a document's text, which passages and citations point into; empty until it was extracted. */
export const readDocumentText = query({
  name: 'document.read-text',
  permission: 'knowledge:read',
  input: DocumentRef,
  output: DocumentText,
  async run({ tx, scope }, { documentId }) {
    const row = await visibleDocuments(tx, scope)
      .select(['name', 'text', 'draft', 'blocked_revision'])
      .where('id', '=', documentId)
      .executeTakeFirst()
    if (!row) throw notFound('document')
    const blockedText = row.blocked_revision === null ? null : row.draft
    return { documentId, name: row.name, text: row.text, blockedText }
  },
})
