import { Reply, ReplyRef } from '#contract/shapes/conversation.ts'
import { lockVisible, requireReply, toReply } from '#features/conversations/index.ts'
import { command } from '#kernel/use-case.ts'
import { requestCancel } from './request-cancel.ts'

/** Stops an answer. Repeats change nothing, and an answer that has ended stays as it is. */
export const cancelReply = command({
  name: 'reply.cancel',
  permission: 'reply:control',
  input: ReplyRef,
  output: Reply,
  async run(context, { replyId }) {
    const { tx, scope } = context
    const found = await requireReply(tx, scope, replyId)
    const conversation = await lockVisible(tx, scope, found.conversation_id)
    const asked = await requestCancel(context, conversation, found.id)
    return toReply(asked ?? (await requireReply(tx, scope, replyId)))
  },
})
