import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { ContactRef } from '#contract/shapes/contact.ts'
import { filesOf, forgetFiles } from '#features/conversations/index.ts'
import { command, query } from '#kernel/use-case.ts'

/** Finds a person's uploads and where their bytes are. Part of `eraseEverywhere`. */
export const findContactFiles = query({
  name: 'contact-file.find',
  permission: 'internal',
  input: ContactRef,
  run: async ({ tx }, { contactId }) =>
    (await filesOf(tx, contactId)).map((row) => ({ id: row.id, blobKey: row.blob_key })),
})

/** Forgets uploads whose bytes are gone. Part of `eraseEverywhere`. */
export const forgetContactFiles = command({
  name: 'contact-file.forget',
  permission: 'internal',
  input: z.strictObject({ fileIds: z.array(id('file')) }),
  run: ({ tx }, { fileIds }) => forgetFiles(tx, fileIds),
})
