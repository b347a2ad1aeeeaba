import { type MessageRow, newestMessages, newestReadOutside, pathUp } from '#features/conversations/index.ts'
import type { Reader } from '#platform/database/open.ts'
import type { Newest } from './untrusted-text.ts'

// How many of the newest messages a model sees at most; their size is limited later.
const HISTORY_MAX = 60

/** The branch up to and including a message, newest first. `newest` saves a query if that was read already. */
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
