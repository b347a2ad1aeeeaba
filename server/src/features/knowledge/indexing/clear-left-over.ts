import { step } from '#kernel/step.ts'
import { removePassages } from '../passage-store.ts'
import { lockDocument } from '../visible.ts'

const AT_ONCE = 200

/** Removes some of what nobody finds any more: passages neither live nor blocked nor being made. Answers whether there may be more. */
export const clearLeftOver = step(
  async ({ tx, scope }, { documentId }: { documentId: string }): Promise<boolean> => {
    const row = await lockDocument(tx, scope, documentId)
    if (!row) return false
    const isBeingMade = row.state === 'extracting' || row.state === 'indexing'
    const kept = [row.live_revision, row.blocked_revision, isBeingMade ? row.revision : null]
    const keep = kept.filter((one) => one !== null)
    return (await removePassages(tx, row, { keep, limit: AT_ONCE })) === AT_ONCE
  },
)
