import { z } from 'zod'
import { ErrorCode } from '#contract/error-codes.ts'
import { id } from '#contract/ids.ts'
import { command } from '#kernel/use-case.ts'
import { progressOf } from './document.ts'
import { updateDocument } from './document-store.ts'
import { removePassages } from '../passage-store.ts'
import { noteChange } from '../note-change.ts'
import { lockDocument } from '../visible.ts'

/**
 * Ends indexing with a reason that whoever sent the document can read; what it said before is found still. A revision
 * limits it to that attempt.
 */
export const failDocument = command({
  name: 'document.fail',
  permission: 'internal',
  input: z.strictObject({
    documentId: id('document'),
    revision: z.int().nullable(),
    code: ErrorCode,
    reason: z.string().nullable().default(null),
    detail: z.string(),
  }),
  async run(context, { documentId, revision, code, reason, detail }): Promise<void> {
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
})
