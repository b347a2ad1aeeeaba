import { ConversationRef } from '#contract/shapes/conversation.ts'
import { DeskConversation } from '#contract/shapes/desk.ts'
import { query } from '#kernel/use-case.ts'
import { requireAtDesk } from './at-desk.ts'
import { showOneAtDesk } from './show-desk.ts'

/** Shows one conversation as the desk sees it. */
export const readDesk = query({
  name: 'desk.read',
  permission: 'desk:read',
  input: ConversationRef,
  output: DeskConversation,
  run: async ({ tx, scope }, { conversationId }) =>
    showOneAtDesk(tx, scope, await requireAtDesk(tx, scope, conversationId)),
})
