import { step } from '#kernel/step.ts'
import { findReply, lockVisible } from '#features/conversations/index.ts'
import { approvalExpire, expireApprovals, showStates } from '#features/tools/index.ts'
import { cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { conclude } from './conclude.ts'

/** Expires pending approvals, records that in the conversation, and continues with the calls that were decided. */
export const expireToolApprovals = step(async (context, { replyId }: { replyId: string }): Promise<void> => {
  const { tx, scope } = context
  const reply = await findReply(tx, replyId)
  if (!reply) return cancelScheduledJob(context, approvalExpire, replyId)
  const conversation = await lockVisible(tx, scope, reply.conversation_id)
  const expired = await expireApprovals(tx, replyId, scope.app.now())
  cancelScheduledJob(context, approvalExpire, replyId)
  const [first] = expired
  if (!first) return
  await showStates(context, conversation, expired)
  await conclude(context, conversation, first, {
    isShown: conversation.head_message_id === first.message_id,
  })
})
