import { releaseUploads } from '#features/conversations/index.ts'
import { command } from '#kernel/use-case.ts'
import { visibleDocuments } from '../visible.ts'
import { LeftFiles } from './document-job.ts'

/** Of files that documents had, those that nothing needs any more: no other document and no message. */
export const releaseFiles = command({
  name: 'document.release-files',
  permission: 'internal',
  input: LeftFiles,
  async run({ tx, scope }, { keys }): Promise<string[]> {
    const used = await visibleDocuments(tx, scope).select('blob_key').where('blob_key', 'in', keys).execute()
    const inUse = new Set(used.map(({ blob_key }) => blob_key))
    const left = keys.filter((key) => !inUse.has(key))
    if (left.length === 0) return []
    const shown = await releaseUploads(tx, scope, left)
    return left.filter((key) => !shown.has(key))
  },
})
