import {
  type ConversationRow,
  hasEnded,
  type MessageRow,
  pathUp,
  withRepliesAndSiblings,
} from '#features/conversations/index.ts'
import type { Reader } from '#platform/database/open.ts'
import { Fault } from '#kernel/fault.ts'

/** So many are shown, the latest ones of a longer conversation. */
export const SHOWN_MAX = 1_000

/** What a link created now shows: the visible branch, up to the last complete message. */
export async function snapshotOf(tx: Reader, conversation: ConversationRow) {
  const path = await pathUp(tx, conversation.id, conversation.head_message_id, SHOWN_MAX)
  const messages = await withRepliesAndSiblings(tx, path)
  // An answer that is still being written would continue to grow behind the link.
  const at = messages.findIndex(({ reply }) => !reply || hasEnded(reply.state))
  const head = messages[at]
  if (!head) throw new Fault('precondition_failed', 'There are no messages to share yet.')
  return { title: conversation.title, head_message_id: head.id, message_count: messages.length - at }
}

/** The messages that a link shows, the first one first. */
export const messagesShown = async (
  tx: Reader,
  share: { conversation_id: string; head_message_id: string; message_count: number },
): Promise<MessageRow[]> =>
  (await pathUp(tx, share.conversation_id, share.head_message_id, share.message_count)).toReversed()
