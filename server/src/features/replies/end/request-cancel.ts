import {
  type ConversationRow,
  databaseNow,
  findFollowUp,
  type ReplyRow,
  messageToWriter,
  updateOpenReply,
} from '#features/conversations/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { settleReply } from './settle-reply.ts'

/**
 * Asks for a reply to stop, under its conversation's lock. One that waits ends here; one that is being written is
 * ended by its writer, so that what was shown is what is kept. Answers null when it had ended already.
 */
export async function requestCancel(
  context: CommandContext,
  conversation: ConversationRow,
  replyId: string,
): Promise<ReplyRow | null> {
  const asked = await updateOpenReply(context.tx, replyId, { cancel_requested_at: databaseNow })
  if (!asked) return null
  context.announce(...messageToWriter(replyId, 'cancel'))
  // Whoever stops an answer does not want it from the next one who was handed the question.
  const next = await findFollowUp(context.tx, asked.message_id)
  if (next?.state === 'queued') await settleReply(context, conversation, next, { state: 'cancelled' })
  return asked.state === 'queued' ? settleReply(context, conversation, asked, { state: 'cancelled' }) : asked
}
