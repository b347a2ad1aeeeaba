import { type ConversationRow, partsOf, pathUp, textOf } from '#features/conversations/index.ts'
import type { Reader } from '#platform/database/open.ts'

const LOOKED_BACK = 60
const MESSAGES_MAX = 20

/** A message of the person's own. */
export interface SaidMessage {
  id: string
  seq: number
  text: string
}

/**
 * The owner's messages in the visible branch after a message, oldest first. Answers, tool results, documents and other
 * people's messages are never included: they are no sources of memories. Neither are messages that were copied when the
 * conversation was opened, since they may have been erased in the original.
 */
export async function saidByPerson(
  tx: Reader,
  conversation: Pick<ConversationRow, 'id' | 'head_message_id' | 'owner_id' | 'created_at'>,
  afterSeq: number,
): Promise<SaidMessage[]> {
  const path = await pathUp(tx, conversation.id, conversation.head_message_id, LOOKED_BACK)
  return path
    .filter((row) => row.role === 'user' && row.author_id === conversation.owner_id)
    .filter((row) => row.seq > afterSeq && row.created_at > conversation.created_at)
    .flatMap((row) => {
      // Quoted text is not the person's own.
      const own = partsOf(row).filter((part) => part.type !== 'text' || part.origin === undefined)
      const text = textOf(own).trim()
      return text === '' ? [] : [{ id: row.id, seq: row.seq, text }]
    })
    .slice(0, MESSAGES_MAX)
    .toReversed()
}
