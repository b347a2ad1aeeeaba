import { readStep } from '#kernel/step.ts'
import { findSaid, saidIn } from '#features/conversations/index.ts'
import { withFiles } from './with-files.ts'

/** Reads these messages. Part of `catchUp`. */
export const readSaid = readStep(async ({ tx }, { messageIds }: { messageIds: string[] }) =>
  withFiles(tx, await findSaid(tx, messageIds)),
)

/** Reads the messages of a conversation after a seq. Part of `catchUp`. */
export const readSaidIn = readStep(
  async (
    { tx },
    { conversationId, afterSeq, limit }: { conversationId: string; afterSeq: number; limit: number },
  ) => withFiles(tx, await saidIn(tx, conversationId, { afterSeq, limit })),
)
