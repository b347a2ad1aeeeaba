import { step } from '#kernel/step.ts'
import type { MessagePart } from '#contract/message-parts.ts'
import { findReply, lockConversation, updateParts } from '#features/conversations/index.ts'

/** Stores what an answer says so far. Says whether the writer may go on: not when it was asked to stop, or lost the reply. */
export const saveDraft = step(
  async (
    { tx },
    {
      replyId,
      conversationId,
      attempt,
      parts,
    }: { replyId: string; conversationId: string; attempt: number; parts: readonly MessagePart[] },
  ): Promise<'go-on' | 'cancelled' | 'lost'> => {
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
  { isAbout: ({ conversationId }) => conversationId },
)
