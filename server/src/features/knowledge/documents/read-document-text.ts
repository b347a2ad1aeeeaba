import { DocumentRef, DocumentText } from '#contract/shapes/knowledge.ts'
import { notFound } from '#kernel/fault.ts'
import { query } from '#kernel/use-case.ts'
import { visibleDocuments } from '../visible.ts'

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
