import { z } from 'zod'
import { command } from '#kernel/use-case.ts'
import { Attempt, lockAttempt } from './attempt.ts'
import { progressOf } from './document.ts'
import { updateDocument } from './document-store.ts'

/** How far a document is when its text is there. */
export const PROGRESS_OF_TEXT = 0.2

/** Stores what was extracted. Answers whether the attempt goes on. */
export const storeText = command({
  name: 'document.store-text',
  permission: 'internal',
  input: Attempt.extend({ text: z.string() }),
  async run({ tx, scope, emit }, { text, ...attempt }): Promise<boolean> {
    if (!(await lockAttempt(tx, scope, attempt))) return false
    const row = await updateDocument(tx, attempt.documentId, {
      text,
      character_count: text.length,
      state: 'indexing',
      progress: PROGRESS_OF_TEXT,
    })
    emit({ type: 'document.changed', payload: progressOf(row) })
    return true
  },
})
