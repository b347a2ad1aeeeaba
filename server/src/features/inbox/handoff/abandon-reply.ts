import { step } from '#kernel/step.ts'
import {
  findReply,
  audiencePayload,
  lockConversation,
  partsOf,
  releaseReply,
  requireMessage,
  type SpentOn,
  textOf,
} from '#features/conversations/index.ts'
import { insertEntry } from './inbox-entry-store.ts'

/**
 * Releases a reply whose conversation somebody else got while it was written: the text that nobody saw becomes a late
 * draft for operators.
 */
export const abandonReply = step(
  async (
    { tx, scope, emit },
    {
      replyId,
      conversationId,
      attempt,
      text,
      spent,
    }: { replyId: string; conversationId: string; attempt: number; text: string; spent: SpentOn },
  ): Promise<void> => {
    const conversation = await lockConversation(tx, conversationId)
    const reply = await findReply(tx, replyId)
    const isLost =
      reply?.state === 'cancelled' &&
      reply.attempt === attempt &&
      reply.control_epoch !== conversation?.control_epoch
    if (!conversation || !isLost) return
    await releaseReply(tx, replyId, attempt, spent)
    const answer = await requireMessage(tx, scope, reply.message_id)
    if (text.trim() === '' || text.length <= textOf(partsOf(answer)).length) return
    const author = { kind: answer.author_kind, id: answer.author_id, name: answer.author_name }
    const entry = await insertEntry(tx, scope, { conversationId, kind: 'draft', author, text, replyId })
    if (entry) emit({ type: 'inbox.changed', payload: audiencePayload(conversation) })
  },
)
