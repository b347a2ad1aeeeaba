import { DocumentRef } from '#contract/shapes/knowledge.ts'
import { PassageEditList } from '#contract/shapes/passage-edit.ts'
import { query } from '#kernel/use-case.ts'
import { listUnfitEdits as listRows } from './passage-edit-store.ts'
import { requireDocument } from '../visible.ts'

/** Lists what editors changed in passages that the document does not have any more. */
export const listUnfitEdits = query({
  name: 'passage-edit.list-unfit',
  permission: 'knowledge:read',
  input: DocumentRef,
  output: PassageEditList,
  async run({ tx, scope }, { documentId }) {
    const document = await requireDocument(tx, scope, documentId)
    // While a new text is made, what it will hold is not known yet.
    const rows = document.state === 'ready' ? await listRows(tx, documentId) : []
    return {
      items: rows.map((row) => ({
        id: row.id,
        documentId: row.document_id,
        originalText: row.original_text,
        text: row.text,
        isDisabled: row.is_disabled,
        updatedAt: row.updated_at.toISOString(),
      })),
    }
  },
})
