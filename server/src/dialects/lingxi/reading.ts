import type { Conversation } from '#contract/shapes/conversation.ts'
import { markRead } from '#features/conversations/index.ts'
import type { Caller } from './caller.ts'

/** Says that everything in a conversation was read, and answers it as it is then. */
export const readAll = async ({ scope }: Caller, conversation: Conversation): Promise<Conversation> => {
  const { id, messageCount } = conversation
  return messageCount > 0 ? markRead(scope, { conversationId: id, seq: messageCount }) : conversation
}
