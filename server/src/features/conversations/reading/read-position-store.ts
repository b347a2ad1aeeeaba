import { type CompiledQuery, type Selectable, sql } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { columnsFrom, setStatement } from '#platform/database/set-statement.ts'
import { actorId, type Scope } from '#kernel/scope.ts'

/** So many are counted; more are as good as that many. */
export const UNREAD_MAX = 100

type PositionRow = Selectable<Schema['read_positions']>

type Move = Pick<PositionRow, 'tenant_id' | 'conversation_id' | 'reader_id' | 'reader_kind' | 'seq'>

const columns = ['tenant_id', 'conversation_id', 'reader_id', 'reader_kind', 'seq'] as const

const moveAll = setStatement<Move>((db, { rows }) =>
  db
    .insertInto('read_positions')
    .columns(columns)
    .expression(columnsFrom('read_positions', columns, rows))
    .onConflict((on) =>
      on
        .columns(['tenant_id', 'conversation_id', 'reader_id'])
        .doUpdateSet((eb) => ({ seq: eb.ref('excluded.seq'), read_at: sql<Date>`now()` }))
        .whereRef('read_positions.seq', '<', 'excluded.seq'),
    )
    .returning('seq'),
)

/** Whether the position moved forward. */
const moveOne = async (tx: Transaction, move: Move): Promise<boolean> =>
  (await tx.executeQuery(moveAll.with([move]))).rows.length > 0

const moveOf = (scope: Scope, conversationId: string, seq: number): Move => ({
  tenant_id: scope.tenantId,
  conversation_id: conversationId,
  reader_id: actorId(scope),
  reader_kind: scope.actor.kind === 'visitor' ? 'visitor' : 'member',
  seq,
})

/** A statement that moves this actor's read position forward, never back. */
export const movedPosition = (scope: Scope, conversationId: string, seq: number): CompiledQuery =>
  moveAll.with([moveOf(scope, conversationId, seq)])

/** The same, executed; false if the actor had already read as far. */
export const movePosition = async (
  tx: Transaction,
  scope: Scope,
  conversationId: string,
  seq: number,
): Promise<boolean> => moveOne(tx, moveOf(scope, conversationId, seq))

/** The same for a person without a scope of their own. */
export const movePositionOf = async (
  tx: Transaction,
  { tenantId }: Pick<Scope, 'tenantId'>,
  { kind, id }: { kind: 'member' | 'visitor'; id: string },
  conversationId: string,
  seq: number,
) =>
  void (await moveOne(tx, {
    tenant_id: tenantId,
    conversation_id: conversationId,
    reader_id: id,
    reader_kind: kind,
    seq,
  }))

/** The read positions of everybody in a conversation. */
export const listPositions = (tx: Reader, conversationId: string): Promise<PositionRow[]> =>
  tx
    .selectFrom('read_positions')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('reader_id')
    .execute()

/** The last message before the first one that is still being written; null if none is. */
export async function lastBeforeOpen(tx: Reader, conversationId: string): Promise<number | null> {
  const { rows } = await sql<{ seq: number | null }>`
    SELECT min(m.seq) - 1 AS seq FROM replies r JOIN messages m ON m.id = r.message_id
    WHERE r.conversation_id = ${conversationId} AND r.state IN ('queued', 'running')`.execute(tx)
  return rows[0]?.seq ?? null
}

/** What counts as unread in `c` from position `p` on: messages of others, once they are complete and did not fail. */
const isUnread = (readerId: string | null) => sql`
  m.conversation_id = c.id AND m.seq > coalesce(p.seq, 0) AND m.author_id IS DISTINCT FROM ${readerId}::uuid
  AND NOT EXISTS (
    SELECT FROM replies r WHERE r.message_id = m.id AND r.state IN ('queued', 'running', 'failed'))`

export interface ReadSoFar {
  id: string
  readSeq: number
  unreadCount: number
}

/** How far a reader has read these conversations. */
export async function readSoFar(
  tx: Reader,
  readerId: string | null,
  conversationIds: readonly string[],
): Promise<Map<string, ReadSoFar>> {
  if (conversationIds.length === 0) return new Map()
  const { rows } = await sql<ReadSoFar>`
    SELECT c.id, coalesce(p.seq, 0) AS "readSeq",
      (SELECT count(*)::integer FROM (
        SELECT FROM messages m WHERE ${isUnread(readerId)} LIMIT ${UNREAD_MAX}) AS unread) AS "unreadCount"
    FROM conversations c
    LEFT JOIN read_positions p ON p.conversation_id = c.id AND p.reader_id = ${readerId}::uuid
    WHERE c.id = ANY(${conversationIds}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

const LOOKED_THROUGH = 500

/** How many of a person's own conversations contain unread messages, among the most recently active ones. */
export async function countUnreadOf(tx: Reader, ownerId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM (
      SELECT FROM (
        SELECT id, last_seq FROM conversations WHERE owner_id = ${ownerId} AND NOT is_archived
        ORDER BY updated_at DESC, id DESC LIMIT ${LOOKED_THROUGH}) AS c
      LEFT JOIN read_positions p ON p.conversation_id = c.id AND p.reader_id = ${ownerId}
      WHERE c.last_seq > coalesce(p.seq, 0) AND EXISTS (SELECT FROM messages m WHERE ${isUnread(ownerId)})
      LIMIT ${UNREAD_MAX}) AS unread`.execute(tx)
  return rows[0]?.count ?? 0
}
