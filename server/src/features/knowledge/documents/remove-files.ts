import type { Scope } from '#kernel/scope.ts'
import { removeUpload } from '#features/files/index.ts'
import { releaseFiles } from './release-files.ts'

/** Removes the files of documents that are gone. May be killed anywhere and run again. */
export async function removeFiles(scope: Scope, left: { keys: string[] }): Promise<void> {
  const { ports } = scope.app
  for (const key of await releaseFiles(scope, left)) await removeUpload(ports, key)
}
