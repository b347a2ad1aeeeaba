import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { lockConversation, requireReply } from '#features/conversations/index.ts'
import { command } from '#kernel/use-case.ts'
import { settleReply } from './settle-reply.ts'

/** Ends a reply whose job is dead, so that nothing waits for it for ever. */
export const failReply = command({
  name: 'reply.fail',
  permission: 'internal',
  input: z.strictObject({ replyId: id('reply') }),
  async run(context, { replyId }) {
    const found = await requireReply(context.tx, context.scope, replyId)
    const conversation = await lockConversation(context.tx, found.conversation_id)
    if (!conversation) return
    const row = await requireReply(context.tx, context.scope, replyId)
    await settleReply(context, conversation, row, {
      state: 'failed',
      code: 'internal',
      detail: 'The answer could not be written.',
    })
  },
})
