import { ConversationRef } from '#contract/shapes/conversation.ts'
import { InboxConversation } from '#contract/shapes/inbox.ts'
import { query } from '#kernel/use-case.ts'
import { requireInboxConversation } from './inbox-conversation.ts'
import { showInboxConversation } from './show-inbox-conversation.ts'

/** Shows one conversation as operators see it. */
export const readInboxConversation = query({
  name: 'inbox.read',
  permission: 'inbox:read',
  input: ConversationRef,
  output: InboxConversation,
  run: async ({ tx, scope }, { conversationId }) =>
    showInboxConversation(tx, scope, await requireInboxConversation(tx, scope, conversationId)),
})
