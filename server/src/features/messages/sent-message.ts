import type { Message, SentMessage } from '#contract/shapes/conversation.ts'
import { type MessageRow, type ReplyRow, toMessage, toReply } from '#features/conversations/index.ts'
import { impossible } from '#kernel/fault.ts'

/** The response to a sender: the stored message, and the reply to follow if one was requested. */
export function sentMessage(
  message: MessageRow | Message | null,
  reply: ReplyRow | null,
  replayed: boolean,
): SentMessage {
  if (!message) throw impossible('A message was sent but not stored.')
  return {
    message: 'conversation_id' in message ? toMessage(message, null, [message.id]) : message,
    reply: reply && toReply(reply),
    replayed,
  }
}
