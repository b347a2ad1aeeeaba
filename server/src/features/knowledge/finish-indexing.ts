import { z } from 'zod'
import { command } from '#kernel/use-case.ts'
import { Attempt, lockAttempt } from './attempt.ts'
import { progressOf } from './document.ts'
import { updateDocument } from './document-store.ts'

/** Makes a document ready: from this commit on, all its passages are found. */
export const finishIndexing = command({
  name: 'document.finish-indexing',
  permission: 'internal',
  input: Attempt.extend({ passageCount: z.int() }),
  async run({ tx, scope, emit }, { passageCount, ...attempt }): Promise<boolean> {
    if (!(await lockAttempt(tx, scope, attempt))) return false
    const row = await updateDocument(tx, attempt.documentId, {
      state: 'ready',
      progress: 1,
      passage_count: passageCount,
    })
    emit({ type: 'document.changed', payload: progressOf(row) })
    return true
  },
})
