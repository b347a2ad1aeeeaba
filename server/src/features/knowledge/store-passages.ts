import { z } from 'zod'
import { command } from '#kernel/use-case.ts'
import type { AnalysedPassage } from './analysed-passage.ts'
import { Attempt, lockAttempt } from './attempt.ts'
import { progressOf } from './document.ts'
import { updateDocument } from './document-store.ts'
import { insertPassages } from './passage-store.ts'

/** Stores some passages; nobody finds them before the document is ready. Answers whether the attempt goes on. */
export const storePassages = command({
  name: 'document.store-passages',
  permission: 'internal',
  input: Attempt.extend({
    // Made by us and large, so not gone through again.
    passages: z.custom<readonly AnalysedPassage[]>(Array.isArray),
    progress: z.number(),
  }),
  async run({ tx, scope, emit }, { passages, progress, ...attempt }): Promise<boolean> {
    const row = await lockAttempt(tx, scope, attempt)
    if (!row) return false
    await insertPassages(tx, row, passages)
    emit({ type: 'document.changed', payload: progressOf(await updateDocument(tx, row.id, { progress })) })
    return true
  },
})
