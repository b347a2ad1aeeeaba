import { FillCannedReply, FilledCannedReply } from '#contract/shapes/canned.ts'
import { requireInboxConversation } from '#features/inbox/handoff/index.ts'
import { query } from '#kernel/use-case.ts'
import { namesFor } from '../names-for.ts'
import { fillIn } from '../placeholders.ts'
import { cannedReplies } from './canned-reply-store.ts'

/** Gives a canned reply as it would be said in a conversation, with its names filled in. */
export const fillCannedReply = query({
  name: 'canned-reply.fill',
  permission: 'inbox:read',
  input: FillCannedReply,
  output: FilledCannedReply,
  async run(context, { conversationId, cannedReplyId }) {
    const { tx, scope } = context
    const [conversation, { text }] = [
      await requireInboxConversation(tx, scope, conversationId),
      await cannedReplies.require(tx, scope, cannedReplyId),
    ]
    return { text: fillIn(text, await namesFor(context, conversation)) }
  },
})
