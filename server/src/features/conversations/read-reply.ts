import { Reply, ReplyRef } from '#contract/shapes/conversation.ts'
import { query } from '#kernel/use-case.ts'
import { toReply } from './reply.ts'
import { requireReply } from './reply-store.ts'

/** Shows where an answer stands. */
export const readReply = query({
  name: 'reply.read',
  permission: 'conversation:read',
  input: ReplyRef,
  output: Reply,
  run: async ({ tx, scope }, { replyId }) => toReply(await requireReply(tx, scope, replyId)),
})
