import { Document, DocumentRef } from '#contract/shapes/knowledge.ts'
import { query } from '#kernel/use-case.ts'
import { toDocument } from './document.ts'
import { requireDocument } from '../visible.ts'

/** Shows a document: what it is and how far it is. */
export const readDocument = query({
  name: 'document.read',
  permission: 'knowledge:read',
  input: DocumentRef,
  output: Document,
  run: async ({ tx, scope }, { documentId }) => toDocument(await requireDocument(tx, scope, documentId)),
})
