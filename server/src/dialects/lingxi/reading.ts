import type { Conversation } from '#contract/shapes/conversation.ts'
import { markRead } from '#features/conversations/index.ts'
import type { Caller } from './caller.ts'

/** Marks everything in a conversation as read, and returns it. */
export const readAll = async ({ scope }: Caller, conversation: Conversation): Promise<Conversation> => {
  const { id, messageCount } = conversation
  return messageCount > 0 ? markRead(scope, { conversationId: id, seq: messageCount }) : conversation
}
