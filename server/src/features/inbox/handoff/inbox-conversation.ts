import {
  type ConversationRow,
  type LockedConversation,
  lockVisible,
  requireVisible,
} from '#features/conversations/index.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { type InboxEntryRow, requireEntry } from './inbox-entry-store.ts'

/** Private conversations of staff never enter the inbox, not even their own. */
function refusePrivate<C extends ConversationRow>(conversation: C): C {
  if (!conversation.in_inbox) throw notFound('conversation')
  return conversation
}

/** The inbox conversation, or Fault `not_found`. */
export const requireInboxConversation = async (
  tx: Reader,
  scope: Scope,
  id: string,
): Promise<ConversationRow> => refusePrivate(await requireVisible(tx, scope, id))

/** The same, locked until the transaction ends. */
export const lockInboxConversation = async (
  tx: Transaction,
  scope: Scope,
  id: string,
): Promise<LockedConversation> => refusePrivate(await lockVisible(tx, scope, id))

/** An inbox entry with its conversation, or Fault `not_found` if the actor may not see that. */
export async function requireVisibleEntry(
  tx: Reader,
  scope: Scope,
  entryId: string,
): Promise<{ entry: InboxEntryRow; conversation: ConversationRow }> {
  const entry = await requireEntry(tx, entryId)
  const conversation = await requireInboxConversation(tx, scope, entry.conversation_id).catch(() => null)
  if (!conversation) throw notFound('entry')
  return { entry, conversation }
}
