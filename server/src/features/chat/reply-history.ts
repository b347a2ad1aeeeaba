import { type MessageRow, pathUp } from '#features/conversations/index.ts'
import type { Reader } from '#platform/database/open.ts'

// The newest messages that a model is shown; what they may weigh is budgeted later.
const HISTORY_MAX = 60

/** What was said up to and with a message, newest first. */
export const readHistory = (
  tx: Reader,
  conversationId: string,
  messageId: string | null,
): Promise<MessageRow[]> => pathUp(tx, conversationId, messageId, HISTORY_MAX)
