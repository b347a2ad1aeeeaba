import {
  type ConversationRow,
  databaseNow,
  type ReplyRow,
  updateOpenReply,
} from '#features/conversations/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { controlTopic } from '../replies/control-topic.ts'
import { settleReply } from '../replies/settle-reply.ts'

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
  context.announce(controlTopic(replyId), 'cancel')
  return asked.state === 'queued' ? settleReply(context, conversation, asked, { state: 'cancelled' }) : asked
}
