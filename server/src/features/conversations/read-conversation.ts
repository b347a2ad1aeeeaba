import { Conversation, ConversationRef } from '#contract/shapes/conversation.ts'
import { query } from '#kernel/use-case.ts'
import { showConversation } from './reading/show-conversations.ts'
import { requireVisible } from './visible.ts'

/** Shows one conversation. */
export const readConversation = query({
  name: 'conversation.read',
  permission: 'conversation:read',
  input: ConversationRef,
  output: Conversation,
  run: async ({ tx, scope }, { conversationId }) =>
    showConversation(tx, scope, await requireVisible(tx, scope, conversationId)),
})
