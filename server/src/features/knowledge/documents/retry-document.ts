import { Document, DocumentRef } from '#contract/shapes/knowledge.ts'
import { conflict, notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { progressOf, toDocument } from './document.ts'
import { documentIndex } from '../job-kinds.ts'
import { asQueued, updateDocument } from './document-store.ts'
import { lockDocument } from '../visible.ts'

/** Tries a document again that could not be indexed. */
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
