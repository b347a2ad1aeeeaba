import { step } from '#kernel/step.ts'
import { findReply, lockConversationOfReply } from '#features/conversations/index.ts'
import { settleReply } from './settle-reply.ts'

/** Ends a reply whose job is dead, so that nothing waits for it for ever. */
export const failReply = step(async (context, { replyId }: { replyId: string }) => {
  const { tx } = context
  const [conversation, row] = await Promise.all([
    lockConversationOfReply(tx, replyId),
    findReply(tx, replyId),
  ])
  if (!conversation || !row) return
  await settleReply(context, conversation, row, {
    state: 'failed',
    code: 'internal',
    detail: 'The answer could not be written.',
  })
})
