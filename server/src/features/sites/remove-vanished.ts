import type { Scope } from '#kernel/scope.ts'
import { removePage } from '#features/knowledge/index.ts'

/** Removes the documents of pages that are not there any more, one by one. */
export async function removeVanished(
  scope: Scope,
  { documentIds }: { documentIds: string[] },
): Promise<void> {
  const { ports } = scope.app
  for (const documentId of documentIds) {
    scope.signal.throwIfAborted()
    const blobKey = await removePage(scope, { documentId })
    if (blobKey) await ports.blobs.remove(blobKey)
  }
}
