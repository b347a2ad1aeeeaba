import { step } from '#kernel/step.ts'
import {
  findConversation,
  audiencePayload,
  lockIfFree,
  nameConversation,
} from '#features/conversations/index.ts'

/**
 * Names a conversation, unless a person has named it. False while another process is writing to it: turns, which share
 * transactions, need not wait for a title. Part of `writeTitle`.
 */
export const storeTitle = step(
  async (
    { tx, emit, send },
    { conversationId, title }: { conversationId: string; title: string },
  ): Promise<boolean> => {
    const conversation = await lockIfFree(tx, conversationId)
    if (!conversation) return (await findConversation(tx, conversationId)) === null
    // While a person has it, no agent's words appear in it, not even as its name.
    if (conversation.is_named || conversation.assignee_kind !== 'agent') return true
    send(nameConversation(conversation.id, title))
    emit({ type: 'conversation.changed', payload: audiencePayload(conversation) })
    return true
  },
  { isAbout: ({ conversationId }) => conversationId },
)
