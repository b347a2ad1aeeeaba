import { type Expression, type ExpressionBuilder, sql } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { setQuestion } from '#platform/database/set-statement.ts'
import { forbidden, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { mayWriteIn } from './conversation.ts'
import type { ConversationRow } from './conversation-store.ts'

/**
 * How far an actor sees: its own conversations and those of its projects; of its own only those of a widget; those of
 * the inbox too, if it works there; or all, like the system.
 */
type Sight = 'own' | 'widget' | 'inbox' | 'all'

const sightOf = ({ actor }: Scope): Sight => {
  if (actor.id === null || actor.permissions.has('internal')) return 'all'
  if (actor.through) return 'widget'
  return actor.permissions.has('conversation:read-inbox') ? 'inbox' : 'own'
}

type Conditions = ExpressionBuilder<Schema, 'conversations'>

interface Looking<Id = string | null> {
  readonly actorId: Id
  readonly widgetId: Id
}

const lookingAs = ({ actor }: Scope): Looking => ({
  actorId: actor.id,
  widgetId: actor.through?.widgetId ?? null,
})

const seenBy =
  (sight: Sight, { actorId, widgetId }: Looking<string | null | Expression<string | null>>) =>
  ({ eb, and, or, lit }: ExpressionBuilder<Schema, 'conversations'>) => {
    if (sight === 'all') return lit(true)
    const own = eb('conversations.owner_id', '=', actorId)
    if (sight === 'widget') return and([own, eb('conversations.widget_id', '=', widgetId)])
    return or([
      own,
      ...(sight === 'inbox' ? [eb('conversations.in_inbox', '=', lit(true))] : []),
      and([
        eb('conversations.project_id', 'is not', null),
        sql<boolean>`${actorId}::uuid = ANY(conversations.reader_ids)`,
      ]),
    ])
  }

/**
 * The conversations listed for this actor: its own, and the inbox's. Those of projects are listed by project. Each of
 * these conditions has an index in the order of the list, and no conversation meets two.
 */
export const listedConversations = (scope: Scope) => {
  const sight = sightOf(scope)
  const { actorId } = lookingAs(scope)
  if (sight === 'all' || sight === 'widget') return [visibleConversations(scope)]
  const isInInbox = (is: boolean) => (eb: Conditions) => eb('conversations.in_inbox', '=', eb.lit(is))
  const own = (eb: Conditions) => eb('conversations.owner_id', '=', actorId)
  return sight === 'inbox'
    ? [isInInbox(true), (eb: Conditions) => eb.and([own(eb), isInInbox(false)(eb)])]
    : [own]
}

/** Which conversations this actor may see. */
export const visibleConversations = (scope: Scope) => seenBy(sightOf(scope), lookingAs(scope))

/** Their IDs, as part of another statement. */
export const visibleConversationIds = (tx: Reader, scope: Scope) =>
  tx.selectFrom('conversations').select('conversations.id').where(visibleConversations(scope))

/** The conversation, or Fault `not_found` if there is none that this actor may see. */
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

/** A conversation's row under its lock, with the time of the transaction, which dates its rows. */
export interface LockedConversation extends ConversationRow {
  readonly now: Date
}

/**
 * The same, locked until the transaction ends: every change of a conversation's order starts here. Fault `forbidden`
 * for read-only access.
 */
export async function lockVisible(tx: Transaction, scope: Scope, id: string): Promise<LockedConversation> {
  const row = await lockReadable(tx, scope, id)
  refuseReaders(scope, row)
  return row
}

/** Fault `forbidden` for an actor with read-only access to a conversation. */
export function refuseReaders(scope: Scope, row: ConversationRow): void {
  const isInInbox = row.in_inbox && scope.actor.permissions.has('conversation:read-inbox')
  if (sightOf(scope) === 'all' || isInInbox || mayWriteIn(row, scope.actor.id)) return
  throw forbidden('You can read this conversation but not write in it.')
}

/** The same for callers who only copy from it. */
export async function lockReadable(tx: Transaction, scope: Scope, id: string): Promise<LockedConversation> {
  const row = await lockingAs[sightOf(scope)].row(tx, { id, ...lookingAs(scope) })
  if (!row) throw notFound('conversation')
  return row
}

const locking = (sight: Sight) =>
  setQuestion<{ id: string } & Looking, LockedConversation>(
    { id: 'uuid', actorId: 'uuid', widgetId: 'uuid' },
    (db, given) =>
      db
        .selectFrom(given)
        .innerJoin('conversations', 'conversations.id', 'given.id')
        .selectAll('conversations')
        .select(['given.nth', sql<Date>`now()::timestamptz(3)`.as('now')])
        .where(
          seenBy(sight, { actorId: sql.ref('given.actorId'), widgetId: sql.ref('given.widgetId') }) as never,
        )
        // Every transaction that locks several does so in the same order.
        .orderBy('conversations.id')
        .forNoKeyUpdate('conversations'),
  )
const lockingAs = {
  all: locking('all'),
  inbox: locking('inbox'),
  widget: locking('widget'),
  own: locking('own'),
}
