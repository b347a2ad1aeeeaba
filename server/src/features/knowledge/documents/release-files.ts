import { step } from '#kernel/step.ts'
import { releaseUploads } from '#features/conversations/index.ts'
import { visibleDocuments } from '../visible.ts'

/** Of files that documents had, those that nothing needs any more: no other document and no message. */
export const releaseFiles = step(async ({ tx, scope }, { keys }: { keys: string[] }): Promise<string[]> => {
  const used = await visibleDocuments(tx, scope).select('blob_key').where('blob_key', 'in', keys).execute()
  const inUse = new Set(used.map(({ blob_key }) => blob_key))
  const left = keys.filter((key) => !inUse.has(key))
  if (left.length === 0) return []
  const shown = await releaseUploads(tx, scope, left)
  return left.filter((key) => !shown.has(key))
})
