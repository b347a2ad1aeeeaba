import { READING } from '#kernel/reading.ts'
import { step } from '#kernel/step.ts'
import { documentIndex } from '../job-kinds.ts'
import { type DocumentRow, progressOf } from '../documents/document.ts'
import { asQueued, updateDocument } from '../documents/document-store.ts'
import { moveEdit } from '../passages/passage-edit-store.ts'
import { lockDocument } from '../visible.ts'
import type { MendedPassage } from './mended-passages.ts'
import { storedPassages, writeMended } from './mend-store.ts'

interface Revision {
  readonly documentId: string
  readonly revision: number
}

interface Mended extends Revision {
  readonly text: string
  readonly passages: readonly MendedPassage[]
}

/** Whether a document is unchanged since it was read again. */
const isAsBefore = (row: DocumentRow | null, revision: number): row is DocumentRow =>
  row?.state === 'ready' && row.revision === revision && row.reading < READING

/**
 * Restores the original text of a document, with its passages in place, all at once. Nothing that it is found by
 * changes, so nobody is notified. Does nothing if the document or its passages have changed in the meantime.
 */
export const mendDocument = step(
  async ({ tx, scope }, { documentId, revision, text, passages }: Mended): Promise<void> => {
    const row = await lockDocument(tx, scope, documentId)
    if (!isAsBefore(row, revision) || row.live_revision === null) return
    const stored = await storedPassages(tx, scope, { documentId, revision: row.live_revision })
    const isSame = stored.every(({ edit_id }, at) => edit_id === passages[at]?.editId)
    if (stored.length !== passages.length || !isSame) return
    await writeMended(tx, scope, passages)
    for (const { editId, original } of passages) if (editId) await moveEdit(tx, editId, original)
    await tx
      .updateTable('documents')
      .set({ text, character_count: text.length, reading: READING })
      .where('tenant_id', '=', scope.tenantId)
      .where('id', '=', documentId)
      .execute()
  },
)

/**
 * Queues the indexing of a document whose text is different when it is read again. The old content is found in the
 * meantime.
 */
export const requeueDocument = step(
  async ({ tx, scope, emit, enqueue }, { documentId, revision }: Revision): Promise<void> => {
    const found = await lockDocument(tx, scope, documentId)
    if (!isAsBefore(found, revision)) return
    const row = await updateDocument(tx, documentId, asQueued)
    emit({ type: 'document.changed', payload: progressOf(row) })
    enqueue(documentIndex, { documentId })
  },
)
