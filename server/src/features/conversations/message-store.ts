import { type CompiledQuery, sql } from 'kysely'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { columnsFrom, setQuestion, setStatement } from '#platform/database/set-statement.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { type MessageRow, partsOf, toMessage } from './message.ts'
import { renderRows, sealableParts } from './seal-parts.ts'
import { visibleConversations } from './visible.ts'

export interface NewMessage {
  id: string
  conversationId: string
  seq: number
  parentId: string | null
  author: { kind: string; id: string | null; name: string }
  role: 'user' | 'assistant' | 'system'
  parts: MessagePart[]
  clientId?: string | null
  /** Defaults to `turn`. */
  origin?: Message['origin']
}

/** A message as it is stored, dated with the time of the transaction. */
export const messageRow = (scope: Scope, message: NewMessage, now: Date): MessageRow => ({
  tenant_id: scope.tenantId,
  id: message.id,
  conversation_id: message.conversationId,
  seq: message.seq,
  parent_id: message.parentId,
  author_kind: message.author.kind,
  author_id: message.author.id,
  author_name: message.author.name,
  role: message.role,
  parts: message.parts as unknown as MessageRow['parts'],
  client_id: message.clientId ?? null,
  origin: message.origin ?? 'turn',
  created_at: now,
})

const inserted = [
  'tenant_id',
  'id',
  'conversation_id',
  'seq',
  'parent_id',
  'author_kind',
  'author_id',
  'author_name',
  'role',
  'parts',
  'client_id',
  'origin',
] as const

const insertAll = setStatement(
  (db, { rows }) =>
    db
      .insertInto('messages')
      .columns(inserted)
      .expression(columnsFrom('messages', inserted, rows)),
  renderRows,
)

/** Stores messages of a conversation that is locked, in one statement. */
export const insertMessages = (rows: readonly MessageRow[]): CompiledQuery =>
  insertAll.with(
    rows.map((row) => ({
      ...row,
      parts: partsOf(row),
      client_id: row.client_id === null ? null : storableId(row.client_id),
    })),
  )

/** A client ID may contain a lone surrogate, which JSON allows but PostgreSQL cannot store. */
const storableId = (clientId: string): string => clientId.toWellFormed()

const byClientId = setQuestion<{ conversationId: string; authorId: string; clientId: string }, MessageRow>(
  { conversationId: 'uuid', authorId: 'uuid', clientId: 'text' },
  (db, given) =>
    db
      .selectFrom(given)
      .innerJoin('messages', (join) =>
        join
          .onRef('messages.conversation_id', '=', 'given.conversationId')
          .onRef('messages.author_id', '=', 'given.authorId')
          .onRef('messages.client_id', '=', 'given.clientId'),
      )
      .selectAll('messages')
      .select('given.nth'),
)

/** The message that this author stored under a client id before, or null. */
export const findByClientId = (
  tx: Reader,
  conversationId: string,
  authorId: string,
  clientId: string,
): Promise<MessageRow | null> =>
  byClientId.row(tx, { conversationId, authorId, clientId: storableId(clientId) })

/** The message, or Fault `not_found` if it is in no conversation that this actor may see. */
export async function requireMessage(tx: Reader, scope: Scope, id: string): Promise<MessageRow> {
  const row = await tx
    .selectFrom('messages')
    .selectAll()
    .where('id', '=', id)
    .where('conversation_id', 'in', (eb) =>
      eb.selectFrom('conversations').select('id').where(visibleConversations(scope)),
    )
    .executeTakeFirst()
  if (!row) throw notFound('message')
  return row
}

/** Writes the answer so far into its message. */
export const updateParts = async (tx: Transaction, messageId: string, parts: readonly MessagePart[]) =>
  void (await tx
    .updateTable('messages')
    .set({ parts: sealableParts(parts) })
    .where('id', '=', messageId)
    .execute())

/** Rewrites the parts of a message from its current ones. Its conversation is locked. */
export async function changeParts(
  tx: Transaction,
  messageId: string,
  change: (parts: readonly MessagePart[]) => readonly MessagePart[],
) {
  const row = await tx.selectFrom('messages').select('parts').where('id', '=', messageId).executeTakeFirst()
  if (row) await updateParts(tx, messageId, change(partsOf(row)))
}

/**
 * The path from a message up to the first one, nearest first, at most `limit` long. Read in ranges of seq, since a
 * parent always has the smaller seq: a branch without detours is one range. `newest` is the first range, if it was read
 * already.
 */
export async function pathUp(
  tx: Reader,
  conversationId: string,
  messageId: string | null,
  limit: number,
  newest?: readonly MessageRow[],
): Promise<MessageRow[]> {
  const path: MessageRow[] = []
  let wanted = messageId
  let stretch = newest
  let seq = SEQ_MAX
  while (wanted !== null && path.length < limit) {
    stretch ??= await messagesBelow(tx, conversationId, seq, limit - path.length + 1)
    for (const row of stretch) {
      if (row.id !== wanted || path.length === limit) continue
      path.push(row)
      wanted = row.parent_id
    }
    const last = stretch.at(-1)
    if (!last) break
    seq = last.seq
    stretch = undefined
  }
  return path
}

const STRETCH_MAX = 500

const below = setQuestion<{ conversationId: string; seq: number; limit: number }, MessageRow>(
  { conversationId: 'uuid', seq: 'integer', limit: 'integer' },
  (db, given) =>
    db
      .selectFrom(given)
      .innerJoinLateral(
        (eb) =>
          eb
            .selectFrom('messages')
            .selectAll()
            .whereRef('conversation_id', '=', 'given.conversationId')
            .whereRef('seq', '<', 'given.seq')
            .orderBy('seq', 'desc')
            .limit(eb.ref('given.limit'))
            .as('message'),
        (join) => join.onTrue(),
      )
      .selectAll('message')
      .select('given.nth')
      .orderBy('given.nth')
      .orderBy('message.seq', 'desc'),
)

const SEQ_MAX = 2_147_483_647

/** The messages before a seq, newest first. */
const messagesBelow = (
  tx: Reader,
  conversationId: string,
  seq: number,
  limit: number,
): Promise<MessageRow[]> => below.rows(tx, { conversationId, seq, limit: Math.min(limit, STRETCH_MAX) })

/** The newest messages of a conversation, whatever their branch. */
export const newestMessages = (tx: Reader, conversationId: string, limit: number): Promise<MessageRow[]> =>
  messagesBelow(tx, conversationId, SEQ_MAX, limit)

/** The newest message below one, itself included: the end of its branch. */
export async function newestBelow(tx: Reader, messageId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    WITH RECURSIVE below AS (
      SELECT m.id, m.seq FROM messages m WHERE m.id = ${messageId}
      UNION ALL
      SELECT m.id, m.seq FROM messages m JOIN below ON m.parent_id = below.id
    )
    SELECT id FROM below ORDER BY seq DESC LIMIT 1`.execute(tx)
  return rows[0]?.id ?? messageId
}

/** Rows as the contract shows them: with their replies and their siblings. */
export async function withRepliesAndSiblings(tx: Reader, rows: readonly MessageRow[]): Promise<Message[]> {
  const [first] = rows
  if (!first) return []
  const answers = rows.filter((row) => row.role === 'assistant').map((row) => row.id)
  const [replies, siblings] = await Promise.all([
    answers.length === 0
      ? []
      : tx.selectFrom('replies').selectAll().where('message_id', 'in', answers).execute(),
    listSiblings(tx, rows, first.conversation_id),
  ])
  const replyOf = new Map(replies.map((reply) => [reply.message_id, reply]))
  return rows.map((row) =>
    toMessage(row, replyOf.get(row.id) ?? null, siblings.get(row.parent_id) ?? [row.id]),
  )
}

async function listSiblings(tx: Reader, rows: readonly MessageRow[], conversationId: string) {
  const parents = [...new Set(rows.flatMap((row) => row.parent_id ?? []))]
  const hasRoot = rows.some((row) => row.parent_id === null)
  const found = await tx
    .selectFrom('messages')
    .select(['id', 'parent_id'])
    .where('conversation_id', '=', conversationId)
    .where((eb) =>
      eb.or([
        ...(parents.length > 0 ? [eb('parent_id', 'in', parents)] : []),
        ...(hasRoot ? [eb('parent_id', 'is', null)] : []),
      ]),
    )
    .orderBy('seq')
    .execute()
  const byParent = new Map<string | null, string[]>()
  for (const { id, parent_id } of found) {
    const ids = byParent.get(parent_id)
    if (ids) ids.push(id)
    else byParent.set(parent_id, [id])
  }
  return byParent
}
