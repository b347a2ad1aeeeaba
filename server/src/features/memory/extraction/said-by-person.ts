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
 * What a conversation's owner said in the branch that is shown, after a message, oldest first. Answers, tool results,
 * documents and what others write are never in it: whatever they say, they are no source of memories. Neither is what was
 * there when the conversation was opened: it was copied from another, and may have been erased since.
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
      // What they quote is not theirs.
      const own = partsOf(row).filter((part) => part.type !== 'text' || part.origin === undefined)
      const text = textOf(own).trim()
      return text === '' ? [] : [{ id: row.id, seq: row.seq, text }]
    })
    .slice(0, MESSAGES_MAX)
    .toReversed()
}
