import { DocumentRef } from '#contract/shapes/knowledge.ts'
import { command } from '#kernel/use-case.ts'
import { removePassages } from '../passage-store.ts'
import { lockDocument } from '../visible.ts'

const AT_ONCE = 200

/** Removes some of what nobody finds any more: passages neither live nor blocked nor being made. Answers whether there may be more. */
export const clearLeftOver = command({
  name: 'document.clear-left-over',
  permission: 'internal',
  input: DocumentRef,
  async run({ tx, scope }, { documentId }): Promise<boolean> {
    const row = await lockDocument(tx, scope, documentId)
    if (!row) return false
    const isBeingMade = row.state === 'extracting' || row.state === 'indexing'
    const kept = [row.live_revision, row.blocked_revision, isBeingMade ? row.revision : null]
    const keep = kept.filter((one) => one !== null)
    return (await removePassages(tx, row, { keep, limit: AT_ONCE })) === AT_ONCE
  },
})
