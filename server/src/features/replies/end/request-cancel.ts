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
 * Requests that a reply stops, under its conversation's lock. A queued one ends here; a running one is ended by its
 * writer, so that exactly what was shown is stored. Returns null if it had already ended.
 */
export async function requestCancel(
  context: CommandContext,
  conversation: ConversationRow,
  replyId: string,
): Promise<ReplyRow | null> {
  const asked = await updateOpenReply(context.tx, replyId, { cancel_requested_at: databaseNow })
  if (!asked) return null
  context.announce(...messageToWriter(replyId, 'cancel'))
  // Whoever stops an answer does not want it from the next agent that the question was passed to either.
  const next = await findFollowUp(context.tx, asked.message_id)
  if (next?.state === 'queued') await settleReply(context, conversation, next, { state: 'cancelled' })
  return asked.state === 'queued' ? settleReply(context, conversation, asked, { state: 'cancelled' }) : asked
}
