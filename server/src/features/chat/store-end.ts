import { setTimeout as pause } from 'node:timers/promises'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Reply } from '#contract/shapes/conversation.ts'
import { asFault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { endReply } from './end-reply.ts'
import type { Ending } from './settle-reply.ts'
import type { BegunReply } from './start-reply.ts'

const PAUSES_MS = [200, 1_000, 3_000]

/** Stores how an answer ended, with patience for a database that is away for a moment. Null when it was not ours to end. */
export async function storeEnd(
  scope: Scope,
  { reply, controlEpoch }: BegunReply,
  parts: readonly MessagePart[],
  ending: Ending,
): Promise<Reply | null> {
  for (const pauseMs of [...PAUSES_MS, null]) {
    try {
      return await endReply(scope, {
        replyId: reply.id,
        conversationId: reply.conversationId,
        messageId: reply.messageId,
        attempt: reply.attempt,
        controlEpoch,
        parts,
        ending,
      })
    } catch (error) {
      if (pauseMs === null || asFault(error).code !== 'unavailable') throw error
      await pause(pauseMs)
    }
  }
  return null
}
