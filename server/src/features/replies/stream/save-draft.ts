import { z } from 'zod'
import { id } from '#contract/ids.ts'
import type { MessagePart } from '#contract/message-parts.ts'
import { findReply, lockConversation, updateParts } from '#features/conversations/index.ts'
import { command } from '#kernel/use-case.ts'

/** Stores what an answer says so far. Says whether the writer may go on: not when it was asked to stop, or lost the reply. */
export const saveDraft = command({
  name: 'reply.save-draft',
  permission: 'internal',
  isAbout: ({ conversationId }) => conversationId,
  input: z.strictObject({
    replyId: id('reply'),
    conversationId: id('conversation'),
    attempt: z.int(),
    parts: z.custom<readonly MessagePart[]>(Array.isArray),
  }),
  async run({ tx }, { replyId, conversationId, attempt, parts }): Promise<'go-on' | 'cancelled' | 'lost'> {
    const [conversation, row] = await Promise.all([
      lockConversation(tx, conversationId),
      findReply(tx, replyId),
    ])
    if (!row) return 'lost'
    const isFenced = conversation?.control_epoch !== row.control_epoch
    if (row.state !== 'running' || row.attempt !== attempt || isFenced) return 'lost'
    await updateParts(tx, row.message_id, parts)
    return row.cancel_requested_at ? 'cancelled' : 'go-on'
  },
})
