import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { heardBy, lockConversation, nameConversation } from '#features/conversations/index.ts'
import { command } from '#kernel/use-case.ts'

/** Names a conversation, unless a person named it meanwhile. Part of `writeTitle`. */
export const storeTitle = command({
  name: 'title.store',
  permission: 'internal',
  isAbout: ({ conversationId }) => conversationId,
  input: z.strictObject({ conversationId: id('conversation'), title: z.string().min(1) }),
  async run({ tx, emit, send }, { conversationId, title }) {
    const conversation = await lockConversation(tx, conversationId)
    // While a person has it, no agent's words appear in it, not even as its name.
    if (!conversation || conversation.is_named || conversation.held_by !== 'agent') return
    send(nameConversation(conversation.id, title))
    emit({ type: 'conversation.changed', payload: heardBy(conversation) })
  },
})
