import {
  type ConversationRow,
  type LockedConversation,
  lockVisible,
  requireVisible,
} from '#features/conversations/index.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { type DeskEntryRow, requireEntry } from './desk-entry-store.ts'

/** What staff write for themselves never comes to the desk, not even their own. */
function refusePrivate<C extends ConversationRow>(conversation: C): C {
  if (!conversation.is_desk) throw notFound('conversation')
  return conversation
}

/** The desk's conversation, or Fault `not_found`. */
export const requireAtDesk = async (tx: Reader, scope: Scope, id: string): Promise<ConversationRow> =>
  refusePrivate(await requireVisible(tx, scope, id))

/** The same, locked until the transaction ends. */
export const lockAtDesk = async (tx: Transaction, scope: Scope, id: string): Promise<LockedConversation> =>
  refusePrivate(await lockVisible(tx, scope, id))

/** An entry of the desk's notes with its conversation, or Fault `not_found` where that may not be seen. */
export async function requireVisibleEntry(
  tx: Reader,
  scope: Scope,
  entryId: string,
): Promise<{ entry: DeskEntryRow; conversation: ConversationRow }> {
  const entry = await requireEntry(tx, entryId)
  const conversation = await requireAtDesk(tx, scope, entry.conversation_id).catch(() => null)
  if (!conversation) throw notFound('entry')
  return { entry, conversation }
}
