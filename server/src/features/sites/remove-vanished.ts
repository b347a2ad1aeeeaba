import { removePage } from '#features/knowledge/index.ts'
import { flow } from '#kernel/use-case.ts'
import { VanishedPages } from './site-jobs.ts'

/** Removes the documents of pages that are not there any more, one by one. */
export const removeVanished = flow({
  name: 'site.remove-vanished',
  permission: 'internal',
  input: VanishedPages,
  async run({ scope, ports }, { documentIds }): Promise<void> {
    for (const documentId of documentIds) {
      scope.signal.throwIfAborted()
      const blobKey = await removePage(scope, { documentId })
      if (blobKey) await ports.blobs.remove(blobKey)
    }
  },
})
