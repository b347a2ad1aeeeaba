import { ContactRef } from '#contract/shapes/contact.ts'
import { removeUpload } from '#features/files/index.ts'
import { flow } from '#kernel/use-case.ts'
import { erasePiece } from './erase-piece.ts'
import { findContactFiles, forgetContactFiles } from './contact-files.ts'

/** Erases a person piece by piece. Begun again after a crash, it goes on from where it was. */
export const eraseEverywhere = flow({
  name: 'contact.erase-everywhere',
  permission: 'internal',
  input: ContactRef,
  async run({ scope, ports }, { contactId }): Promise<void> {
    do {
      scope.signal.throwIfAborted()
      // The bytes first: of rows that are gone nobody knows any more where they were.
      const files = await findContactFiles(scope, { contactId })
      for (const { blobKey } of files) await removeUpload(ports, blobKey)
      await forgetContactFiles(scope, { fileIds: files.map(({ id }) => id) })
    } while (await erasePiece(scope, { contactId }))
  },
})
