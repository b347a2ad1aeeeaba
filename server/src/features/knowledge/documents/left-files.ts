import { removeUpload } from '#features/files/index.ts'
import { releaseUploads } from '#features/conversations/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { Scope } from '#kernel/scope.ts'
import { step } from '#kernel/step.ts'
import { filesLeft } from '../job-kinds.ts'
import { visibleDocuments } from '../visible.ts'

const AT_ONCE = 100

/** Queues the deletion, after the commit, of files that documents had; null for one that was sent as text. */
export function leaveFiles({ enqueue }: CommandContext, keys: readonly (string | null)[]): void {
  const left = [...new Set(keys.filter((key) => key !== null))]
  for (let at = 0; at < left.length; at += AT_ONCE) enqueue(filesLeft, { keys: left.slice(at, at + AT_ONCE) })
}

/** Deletes the files of deleted documents. Can be killed at any point and run again. */
export async function removeFiles(scope: Scope, left: { keys: string[] }): Promise<void> {
  const { ports } = scope.app
  for (const key of await releaseFiles(scope, left)) await removeUpload(ports, key)
}

/** Those of the files that nothing uses any more: no other document and no message. */
const releaseFiles = step(async ({ tx, scope }, { keys }: { keys: string[] }): Promise<string[]> => {
  const used = await visibleDocuments(tx, scope).select('blob_key').where('blob_key', 'in', keys).execute()
  const inUse = new Set(used.map(({ blob_key }) => blob_key))
  const left = keys.filter((key) => !inUse.has(key))
  if (left.length === 0) return []
  const shown = await releaseUploads(tx, scope, left)
  return left.filter((key) => !shown.has(key))
})
