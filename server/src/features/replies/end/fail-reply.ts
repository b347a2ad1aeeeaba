import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { findReply, lockConversationOfReply } from '#features/conversations/index.ts'
import { command } from '#kernel/use-case.ts'
import { settleReply } from './settle-reply.ts'

/** Ends a reply whose job is dead, so that nothing waits for it for ever. */
export const failReply = command({
  name: 'reply.fail',
  permission: 'internal',
  input: z.strictObject({ replyId: id('reply') }),
  async run(context, { replyId }) {
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
  },
})
