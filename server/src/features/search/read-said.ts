import { z } from 'zod'
import { findSaid, saidIn } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'

/** Reads these messages. Part of `catchUp`. */
export const readSaid = query({
  name: 'search-entry.read-said',
  permission: 'internal',
  input: z.strictObject({ messageIds: z.array(z.uuid()) }),
  run: ({ tx }, { messageIds }) => findSaid(tx, messageIds),
})

/** Reads the messages of a conversation after a seq. Part of `catchUp`. */
export const readSaidIn = query({
  name: 'search-entry.read-conversation',
  permission: 'internal',
  input: z.strictObject({ conversationId: z.uuid(), afterSeq: z.int(), limit: z.int() }),
  run: ({ tx }, { conversationId, afterSeq, limit }) => saidIn(tx, conversationId, { afterSeq, limit }),
})
