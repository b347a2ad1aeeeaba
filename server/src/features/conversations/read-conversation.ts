import { Conversation, ConversationRef, Reply, ReplyRef } from '#contract/shapes/conversation.ts'
import { query } from '#kernel/use-case.ts'
import { showConversation } from './reading/show-conversations.ts'
import { requireVisible } from './visible.ts'
import { toReply } from './reply.ts'
import { requireReply } from './reply-store.ts'

/** Shows one conversation. */
export const readConversation = query({
  name: 'conversation.read',
  permission: 'conversation:read',
  input: ConversationRef,
  output: Conversation,
  run: async ({ tx, scope }, { conversationId }) =>
    showConversation(tx, scope, await requireVisible(tx, scope, conversationId)),
})

/** Returns the current state of an answer. */
export const readReply = query({
  name: 'reply.read',
  permission: 'conversation:read',
  input: ReplyRef,
  output: Reply,
  run: async ({ tx, scope }, { replyId }) => toReply(await requireReply(tx, scope, replyId)),
})
