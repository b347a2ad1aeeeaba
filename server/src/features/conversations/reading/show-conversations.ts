import type { Conversation } from '#contract/shapes/conversation.ts'
import type { Reader } from '#platform/database/open.ts'
import { impossible } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { mayWriteIn, toConversation } from '../conversation.ts'
import type { ConversationRow } from '../conversation-store.ts'
import { readSoFar } from './read-position-store.ts'

/** Conversations as this actor sees them, with their read position in each. */
export async function showConversations(
  tx: Reader,
  scope: Scope,
  rows: readonly ConversationRow[],
): Promise<Conversation[]> {
  // A conversation without messages has nothing unread.
  const ids = rows.filter(({ last_seq }) => last_seq > 0).map(({ id }) => id)
  const read = await readSoFar(tx, scope.actor.id, ids)
  return rows.map((row) =>
    toConversation(row, {
      ...(read.get(row.id) ?? { readSeq: 0, unreadCount: 0 }),
      mayWrite: mayWriteIn(row, scope.actor.id),
    }),
  )
}

export async function showConversation(
  tx: Reader,
  scope: Scope,
  row: ConversationRow,
): Promise<Conversation> {
  const [shown] = await showConversations(tx, scope, [row])
  if (!shown) throw impossible('A conversation was not shown.')
  return shown
}
