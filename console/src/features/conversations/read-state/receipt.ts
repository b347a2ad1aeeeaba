import type { Conversation, Message, Reader } from '#contract/shapes/conversation.ts'

/** Under which message it is told that the other side has read it, and when it did. */
export interface Receipt {
  messageId: string
  side: Reader['side']
  readAt: string
}

/**
 * The last message of one's own side that the other side has read. To whom a conversation belongs, that is operators;
 * to operators, it is whom the conversation belongs to.
 */
export function receiptOf(
  conversation: Conversation | undefined,
  messages: readonly Message[],
  readers: readonly Reader[],
  myId: string,
): Receipt | null {
  if (!conversation) return null
  const isMine = conversation.owner.id === myId
  const side = isMine ? 'operator' : 'owner'
  const reader = readers.filter((one) => one.side === side).sort((a, b) => b.seq - a.seq)[0]
  if (!reader) return null
  const message = messages.findLast(
    ({ seq, author }) => seq <= reader.seq && (author.id === conversation.owner.id) === isMine,
  )
  return message ? { messageId: message.id, side, readAt: reader.readAt } : null
}
