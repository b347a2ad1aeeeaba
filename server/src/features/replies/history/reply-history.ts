import { type MessageRow, newestMessages, newestReadOutside, pathUp } from '#features/conversations/index.ts'
import type { Reader } from '#platform/database/open.ts'
import type { Newest } from './untrusted-text.ts'

// The newest messages that a model is shown; what they may weigh is budgeted later.
const HISTORY_MAX = 60

/** What was said up to and with a message, newest first. `newest` spares a look-up where it was read already. */
export const readHistory = (
  tx: Reader,
  conversationId: string,
  messageId: string | null,
  newest?: readonly MessageRow[],
): Promise<MessageRow[]> => pathUp(tx, conversationId, messageId, HISTORY_MAX, newest)

const NEWEST = HISTORY_MAX + 1

/** As much of a conversation's end as a history can hold, whatever the branch. */
export async function readNewest(tx: Reader, conversationId: string): Promise<Newest> {
  const [messages, outside] = await Promise.all([
    newestMessages(tx, conversationId, NEWEST),
    newestReadOutside(tx, conversationId, NEWEST),
  ])
  return { messages, outside }
}
