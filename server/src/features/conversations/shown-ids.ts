import { ConversationRef } from '#contract/shapes/conversation.ts'
import { query } from '#kernel/use-case.ts'
import { requireVisible } from './visible.ts'

/** Names the messages of the branch that is shown. Part of `exportConversation`. */
export const readShownIds = query({
  name: 'conversation.read-shown',
  permission: 'conversation:read',
  input: ConversationRef,
  async run({ tx, scope }, { conversationId }): Promise<string[]> {
    const conversation = await requireVisible(tx, scope, conversationId)
    const all = await tx
      .selectFrom('messages')
      .select(['id', 'parent_id'])
      .where('conversation_id', '=', conversation.id)
      .execute()
    const parentOf = new Map(all.map(({ id, parent_id }) => [id, parent_id]))
    const shown: string[] = []
    let at = conversation.head_message_id
    while (at !== null && parentOf.has(at)) {
      shown.push(at)
      at = parentOf.get(at) ?? null
    }
    return shown
  },
})
