import { readStep, step } from '#kernel/step.ts'
import { filesOf, forgetFiles } from '#features/conversations/index.ts'

/** Finds a person's uploads and where their bytes are. Part of `eraseEverywhere`. */
export const findContactFiles = readStep(async ({ tx }, { contactId }: { contactId: string }) =>
  (await filesOf(tx, contactId)).map((row) => ({ id: row.id, blobKey: row.blob_key })),
)

/** Forgets uploads whose bytes are gone. Part of `eraseEverywhere`. */
export const forgetContactFiles = step(
  ({ tx }, { fileIds }: { fileIds: string[] }) => forgetFiles(tx, fileIds),
  { evenWhenFull: true },
)
