import type { Scope } from '#kernel/scope.ts'
import { removeUpload } from '#features/files/index.ts'
import { erasePiece } from './erase-piece.ts'
import { findContactFiles, forgetContactFiles } from './contact-files.ts'

/** Erases a person piece by piece. Begun again after a crash, it goes on from where it was. */
export async function eraseEverywhere(scope: Scope, { contactId }: { contactId: string }): Promise<void> {
  const { ports } = scope.app
  do {
    scope.signal.throwIfAborted()
    // The bytes first: of rows that are gone nobody knows any more where they were.
    const files = await findContactFiles(scope, { contactId })
    for (const { blobKey } of files) await removeUpload(ports, blobKey)
    await forgetContactFiles(scope, { fileIds: files.map(({ id }) => id) })
  } while (await erasePiece(scope, { contactId }))
}
