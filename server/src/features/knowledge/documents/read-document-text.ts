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
      .select(['name', 'text', 'draft', 'live_revision', 'held_revision'])
      .where('id', '=', documentId)
      .executeTakeFirst()
    if (!row) throw notFound('document')
    // What is held back and was never found is shown to whoever is to accept it.
    const isHeldOnly = row.live_revision === null && row.held_revision !== null
    return { documentId, name: row.name, text: isHeldOnly ? (row.draft ?? '') : row.text }
  },
})
