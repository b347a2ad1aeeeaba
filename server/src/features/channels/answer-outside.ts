import type { MessagePart } from '#contract/message-parts.ts'
import { findSaid } from '#features/conversations/index.ts'
import type { Reader } from '#platform/database/open.ts'
import { findThreadOf } from './thread-store.ts'

interface Happened {
  readonly type: string
  readonly payload: unknown
}

/**
 * The answer that an event completed, in a conversation of a channel; null if there is none. Never what the channel's
 * people wrote.
 */
export async function answerIn(tx: Reader, { type, payload }: Happened) {
  const facts = payload as { conversationId?: string; messageId?: string; state?: string }
  if (type === 'reply.ended' && facts.state !== 'completed') return null
  const [said] = await findSaid(tx, [facts.messageId ?? ''])
  if (!said || said.role === 'user') return null
  const texts = said.parts.flatMap((part) => (part.type === 'text' && part.text.trim() ? [part.text] : []))
  const files = said.parts.flatMap(fileOf)
  const thread = await findThreadOf(tx, said.conversationId)
  return thread === null || (texts.length === 0 && files.length === 0) ? null : { said, texts, files, thread }
}

/** The message of an event for a channel: a complete answer; null if it concerns no conversation of that channel. */
export async function answerOutside(
  tx: Reader,
  channelId: string,
  event: Happened,
): Promise<Record<string, unknown> | null> {
  const answer = await answerIn(tx, event)
  if (answer?.thread.channel_id !== channelId) return null
  const { said, texts, files, thread } = answer
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
