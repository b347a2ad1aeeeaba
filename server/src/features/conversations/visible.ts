import type { ExpressionBuilder } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ConversationRow } from './conversation-store.ts'

/** Which conversations this actor may see: its own, and the desk's when it works there. The system sees all. */
export const visibleConversations =
  (scope: Scope) =>
  ({ eb, or, lit }: ExpressionBuilder<Schema, 'conversations'>) => {
    if (scope.actor.id === null || scope.actor.permissions.has('internal')) return lit(true)
    const own = eb('conversations.owner_id', '=', scope.actor.id)
    return scope.actor.permissions.has('conversation:read-desk')
      ? or([own, eb('conversations.is_desk', '=', lit(true))])
      : own
  }

/** The conversation, or Fault `not_found` when there is none that this actor may see. */
export async function requireVisible(tx: Reader, scope: Scope, id: string): Promise<ConversationRow> {
  const row = await tx
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', id)
    .where(visibleConversations(scope))
    .executeTakeFirst()
  if (!row) throw notFound('conversation')
  return row
}

/** The same, locked until the transaction ends: every change of a conversation's order starts here. */
export async function lockVisible(tx: Transaction, scope: Scope, id: string): Promise<ConversationRow> {
  const row = await tx
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', id)
    .where(visibleConversations(scope))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('conversation')
  return row
}
