import { DocumentRef } from '#contract/shapes/knowledge.ts'
import { notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { deleteDocumentRow } from './document-store.ts'
import { leaveFiles } from './leave-files.ts'
import { removePassages } from '../passage-store.ts'
import { noteChange } from '../note-change.ts'
import { lockDocument } from '../visible.ts'

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
