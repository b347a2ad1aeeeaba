import { ChangeConversation, Conversation } from '#contract/shapes/conversation.ts'
import { requireAgent } from '#features/agents/index.ts'
import {
  heardBy,
  lockVisible,
  newestBelow,
  requireMessage,
  toConversation,
  updateConversation,
} from '#features/conversations/index.ts'
import { notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'

/** Renames a conversation, lets another agent answer, or shows another branch. */
export const changeConversation = command({
  name: 'conversation.change',
  permission: 'conversation:write',
  input: ChangeConversation,
  output: Conversation,
  async run({ tx, scope, emit }, { conversationId, title, agentId, headMessageId }) {
    const conversation = await lockVisible(tx, scope, conversationId)
    if (agentId) await requireAgent(tx, agentId)
    if (headMessageId) {
      const message = await requireMessage(tx, scope, headMessageId)
      if (message.conversation_id !== conversation.id) throw notFound('message')
    }
    const changed = await updateConversation(tx, conversation.id, {
      ...(title !== undefined && { title }),
      ...(agentId !== undefined && { agent_id: agentId }),
      ...(headMessageId !== undefined && { head_message_id: await newestBelow(tx, headMessageId) }),
    })
    emit({ type: 'conversation.changed', payload: heardBy(changed) })
    return toConversation(changed)
  },
})
