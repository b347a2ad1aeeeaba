import type { MessagePart } from '#contract/message-parts.ts'
import { findSaid } from '#features/conversations/index.ts'
import type { Reader } from '#platform/database/open.ts'
import { findThreadOf } from './thread-store.ts'

/** What a channel is told of one event: an answer, whole; null where it is none. Never what its people said themselves. */
export async function answerOutside(
  tx: Reader,
  channelId: string,
  { type, payload }: { type: string; payload: unknown },
): Promise<Record<string, unknown> | null> {
  const facts = payload as { conversationId?: string; messageId?: string; state?: string }
  if (type === 'reply.ended' && facts.state !== 'completed') return null
  const [said] = await findSaid(tx, [facts.messageId ?? ''])
  if (!said || said.role === 'user') return null
  const texts = said.parts.flatMap((part) => (part.type === 'text' && part.text.trim() ? [part.text] : []))
  const files = said.parts.flatMap(fileOf)
  const thread = await findThreadOf(tx, said.conversationId)
  if (thread?.channel_id !== channelId || (texts.length === 0 && files.length === 0)) return null
  return {
    channelId,
    threadId: thread.outside_id,
    personId: thread.outside_person_id,
    conversationId: said.conversationId,
    messageId: said.id,
    author: said.author,
    texts,
    files,
  }
}

const fileOf = (part: MessagePart) => {
  if (part.type !== 'file') return []
  const { fileId, name, mediaType, sizeBytes } = part
  return [{ fileId, name, mediaType, sizeBytes }]
}
