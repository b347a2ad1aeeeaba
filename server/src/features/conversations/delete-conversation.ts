import { z } from 'zod'
import { ConversationRef } from '#contract/shapes/conversation.ts'
import { forbidden } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { audiencePayload } from './conversation.ts'
import { removeConversation } from './conversation-store.ts'
import { conversationGone } from './spoken.ts'
import { messageToWriter } from './reply-topics.ts'
import { lockVisible } from './visible.ts'

/** Deletes one of the caller's own conversations with all its messages, for good. */
export const deleteConversation = command({
  name: 'conversation.delete',
  permission: 'conversation:write',
  input: ConversationRef,
  output: z.null(),
  async run({ tx, scope, emit, enqueue, announce }, { conversationId }) {
    const row = await lockVisible(tx, scope, conversationId)
    if (row.owner_id !== scope.actor.id) throw forbidden('Only its owner may delete a conversation.')
    await removeConversation(tx, row.id)
    enqueue(conversationGone, { conversationId })
    emit({ type: 'conversation.deleted', payload: audiencePayload(row) })
    if (row.active_reply_id) announce(...messageToWriter(row.active_reply_id, 'cancel'))
    return null
  },
})
