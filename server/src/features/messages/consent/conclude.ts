import { findAnswering } from '#features/agents/index.ts'
import { findReply, type LockedConversation } from '#features/conversations/index.ts'
import { type ApprovalRow, approvalExpire, approvalsOfReply, giveToReply } from '#features/tools/index.ts'
import { cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { conflict } from '#kernel/fault.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { storeTurn } from '#features/replies/index.ts'

/**
 * Lets the agent continue once no call of its answer waits for approval, under the conversation's lock. Only the reply
 * that is requested here may make the approved calls. If nothing was decided, nothing follows.
 */
export async function conclude(
  context: CommandContext,
  conversation: LockedConversation,
  { reply_id: replyId, message_id: messageId }: Pick<ApprovalRow, 'reply_id' | 'message_id'>,
  { isShown }: { isShown: boolean },
): Promise<void> {
  const { tx } = context
  const all = await approvalsOfReply(tx, replyId)
  if (all.some(({ state }) => state === 'pending')) return
  cancelScheduledJob(context, approvalExpire, replyId)
  if (!all.some(({ state }) => state === 'approved' || state === 'denied')) return
  const asked = await findReply(tx, replyId)
  const [agent] = asked ? await findAnswering(tx, [asked.agent_id]) : []
  if (!agent) throw conflict('The agent that asked was deleted.')
  const { reply } = await storeTurn(context, {
    conversation,
    agent,
    said: null,
    parentId: messageId,
    isShown,
    isGoingOn: true,
  })
  if (reply) await giveToReply(tx, replyId, reply.id)
}
