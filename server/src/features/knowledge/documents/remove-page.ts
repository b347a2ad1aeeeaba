import { step } from '#kernel/step.ts'
import { deleteDocumentRow } from './document-store.ts'
import { removePassages } from '../passage-store.ts'
import { noteChange } from '../note-change.ts'
import { lockDocument } from '../visible.ts'

/** Removes a page that is no longer on the web; does nothing if it is gone already. Returns the key of its file. */
export const removePage = step(
  async (context, { documentId }: { documentId: string }): Promise<string | null> => {
    const { tx, scope, emit } = context
    const row = await lockDocument(tx, scope, documentId)
    if (row?.kind !== 'page') return null
    await removePassages(tx, row)
    await deleteDocumentRow(tx, documentId)
    await noteChange(context, row.knowledge_base_id)
    emit({
      type: 'document.deleted',
      payload: { knowledgeBaseId: row.knowledge_base_id, documentId, name: row.name },
    })
    return row.blob_key
  },
  { evenWhenFull: true },
)
