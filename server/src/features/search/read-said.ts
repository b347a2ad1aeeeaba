import { z } from 'zod'
import { findSaid, saidIn } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'
import { withFiles } from './with-files.ts'

/** Reads these messages. Part of `catchUp`. */
export const readSaid = query({
  name: 'search-entry.read-said',
  permission: 'internal',
  input: z.strictObject({ messageIds: z.array(z.uuid()) }),
  run: async ({ tx }, { messageIds }) => withFiles(tx, await findSaid(tx, messageIds)),
})

/** Reads the messages of a conversation after a seq. Part of `catchUp`. */
export const readSaidIn = query({
  name: 'search-entry.read-conversation',
  permission: 'internal',
  input: z.strictObject({ conversationId: z.uuid(), afterSeq: z.int(), limit: z.int() }),
  run: async ({ tx }, { conversationId, afterSeq, limit }) =>
    withFiles(tx, await saidIn(tx, conversationId, { afterSeq, limit })),
})
