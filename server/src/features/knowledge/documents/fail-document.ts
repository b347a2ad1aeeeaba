import { step } from '#kernel/step.ts'
import { ErrorCode } from '#contract/error-codes.ts'
import { progressOf } from './document.ts'
import { updateDocument } from './document-store.ts'
import { removePassages } from '../passage-store.ts'
import { noteChange } from '../note-change.ts'
import { lockDocument } from '../visible.ts'

/**
 * Ends indexing with a reason for the person who sent the document; its old content is still found. A revision limits
 * it to that attempt.
 */
export const failDocument = step(
  async (
    context,
    {
      documentId,
      revision,
      code,
      reason = null,
      detail,
    }: {
      documentId: string
      revision: number | null
      code: ErrorCode
      reason?: string | null | undefined
      detail: string
    },
  ): Promise<void> => {
    const { tx, scope, emit } = context
    const found = await lockDocument(tx, scope, documentId)
    if (!found || found.state === 'ready' || (revision !== null && found.revision !== revision)) return
    await removePassages(tx, found, { keep: found.live_revision === null ? [] : [found.live_revision] })

    const row = await updateDocument(tx, documentId, {
      state: 'failed',
      failure_code: code,
      failure_detail: detail,
      failure_reason: reason,
      draft: null,
    })
    emit({ type: 'document.changed', payload: progressOf(row) })
    // Whoever waited for all to be read need wait no longer.
    await noteChange(context, row.knowledge_base_id)
  },
)
