import { type ExpressionBuilder, sql } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { statement } from '#platform/database/statement.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ConversationRow } from './conversation-store.ts'

/** How far an actor sees: its own conversations, the desk's as well when it works there, or all, as the system does. */
type Sight = 'own' | 'desk' | 'all'

const sightOf = ({ actor }: Scope): Sight => {
  if (actor.id === null || actor.permissions.has('internal')) return 'all'
  return actor.permissions.has('conversation:read-desk') ? 'desk' : 'own'
}

const seenBy =
  (sight: Sight, actorId: string | null) =>
  ({ eb, or, lit }: ExpressionBuilder<Schema, 'conversations'>) => {
    if (sight === 'all') return lit(true)
    const own = eb('conversations.owner_id', '=', actorId)
    return sight === 'desk' ? or([own, eb('conversations.is_desk', '=', lit(true))]) : own
  }

/** Which conversations this actor may see. */
export const visibleConversations = (scope: Scope) => seenBy(sightOf(scope), scope.actor.id)

/** Their ids, as a part of another statement. */
export const visibleConversationIds = (tx: Reader, scope: Scope) =>
  tx.selectFrom('conversations').select('conversations.id').where(visibleConversations(scope))

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

/** A conversation's row under its lock, and the transaction's moment, which its rows are dated with. */
export interface LockedConversation extends ConversationRow {
  readonly now: Date
}

/** The same, locked until the transaction ends: every change of a conversation's order starts here. */
export async function lockVisible(tx: Transaction, scope: Scope, id: string): Promise<LockedConversation> {
  const row = await lockingAs[sightOf(scope)].row(tx, { id, actorId: scope.actor.id })
  if (!row) throw notFound('conversation')
  return row
}

const locking = (sight: Sight) =>
  statement((db, { id, actorId }: { id: string; actorId: string | null }) =>
    db
      .selectFrom('conversations')
      .selectAll()
      .select(sql<Date>`now()::timestamptz(3)`.as('now'))
      .where('id', '=', id)
      .where(seenBy(sight, actorId))
      .forUpdate(),
  )
const lockingAs = { all: locking('all'), desk: locking('desk'), own: locking('own') }
