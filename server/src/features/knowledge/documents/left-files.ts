import { removeUpload } from '#features/files/index.ts'
import { releaseUploads } from '#features/conversations/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { Scope } from '#kernel/scope.ts'
import { step } from '#kernel/step.ts'
import { filesLeft } from '../job-kinds.ts'
import { visibleDocuments } from '../visible.ts'

const AT_ONCE = 100

/** Has files removed after the commit that a document had, or that many had; null for one that came as text. */
export function leaveFiles({ enqueue }: CommandContext, keys: readonly (string | null)[]): void {
  const left = [...new Set(keys.filter((key) => key !== null))]
  for (let at = 0; at < left.length; at += AT_ONCE) enqueue(filesLeft, { keys: left.slice(at, at + AT_ONCE) })
}

/** Removes the files of documents that are gone. May be killed anywhere and run again. */
export async function removeFiles(scope: Scope, left: { keys: string[] }): Promise<void> {
  const { ports } = scope.app
  for (const key of await releaseFiles(scope, left)) await removeUpload(ports, key)
}

/** Of files that documents had, those that nothing needs any more: no other document and no message. */
const releaseFiles = step(async ({ tx, scope }, { keys }: { keys: string[] }): Promise<string[]> => {
  const used = await visibleDocuments(tx, scope).select('blob_key').where('blob_key', 'in', keys).execute()
  const inUse = new Set(used.map(({ blob_key }) => blob_key))
  const left = keys.filter((key) => !inUse.has(key))
  if (left.length === 0) return []
  const shown = await releaseUploads(tx, scope, left)
  return left.filter((key) => !shown.has(key))
})
