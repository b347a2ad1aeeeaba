import { sql, type UpdateObject } from 'kysely'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { MessageRow } from './message.ts'
import type { ReplyRow } from './reply.ts'
import { visibleConversations } from './visible.ts'

interface NewReply {
  id: string
  conversationId: string
  messageId: string
  agentId: string
  controlEpoch: number
  /** Begun at once, as its first attempt, instead of waiting to be begun. */
  isBegun: boolean
}

export const insertReply = (tx: Transaction, scope: Scope, reply: NewReply): Promise<ReplyRow> =>
  tx
    .insertInto('replies')
    .values({
      tenant_id: scope.tenantId,
      id: reply.id,
      conversation_id: reply.conversationId,
      message_id: reply.messageId,
      agent_id: reply.agentId,
      control_epoch: reply.controlEpoch,
      ...(reply.isBegun && { state: 'running', attempt: 1 }),
    })
    .returningAll()
    .executeTakeFirstOrThrow()

/** The reply, or Fault `not_found` when it belongs to no conversation that this actor may see. */
export async function requireReply(tx: Reader, scope: Scope, id: string): Promise<ReplyRow> {
  const row = await tx
    .selectFrom('replies')
    .selectAll()
    .where('id', '=', id)
    .where('conversation_id', 'in', (eb) =>
      eb.selectFrom('conversations').select('id').where(visibleConversations(scope)),
    )
    .executeTakeFirst()
  if (!row) throw notFound('reply')
  return row
}

/** Changes a reply that has not ended, under its conversation's lock; null when it had ended. */
export const updateOpenReply = async (
  tx: Transaction,
  id: string,
  change: Pick<UpdateObject<Schema, 'replies'>, 'state' | 'attempt' | 'cancel_requested_at'>,
): Promise<ReplyRow | null> =>
  (await tx
    .updateTable('replies')
    .set(change)
    .where('id', '=', id)
    .where('state', 'in', [sql.lit('queued'), sql.lit('running')])
    .returningAll()
    .executeTakeFirst()) ?? null

/** The reply without asking who looks; null when it is gone. For work that nobody asked for by hand. */
export const findReply = async (tx: Reader, id: string): Promise<ReplyRow | null> =>
  (await tx.selectFrom('replies').selectAll().where('id', '=', id).executeTakeFirst()) ?? null

export interface ReplyEnd {
  id: string
  attempt: number
  messageId: string
  conversationId: string
  /** What the answer says in the end; null leaves what is stored. */
  parts: readonly MessagePart[] | null
  change: Pick<
    UpdateObject<Schema, 'replies'>,
    | 'state'
    | 'code'
    | 'detail'
    | 'model'
    | 'input_tokens'
    | 'output_tokens'
    | 'first_token_ms'
    | 'duration_ms'
    | 'cost_nanos'
    | 'currency'
  >
}

/**
 * Ends a reply that has not ended and is still in that attempt, stores its text, and makes the reply that waits
 * longest the conversation's active one: all of it or, when it was not this writer's to end, nothing (null).
 */
export async function endOpenReply(
  tx: Transaction,
  { id, attempt, messageId, conversationId, parts, change }: ReplyEnd,
): Promise<{ ended: ReplyRow; nextId: string | null } | null> {
  const row = await tx
    .with('ended', (db) =>
      db
        .updateTable('replies')
        .set({ ...change, ended_at: databaseNow })
        .where('id', '=', id)
        .where('attempt', '=', attempt)
        .where('state', 'in', [sql.lit('queued'), sql.lit('running')])
        .returningAll(),
    )
    .with('kept', (db) =>
      db
        .updateTable('messages')
        .set({ parts: parts === null ? sql<string>`parts` : JSON.stringify(parts) })
        .where('id', '=', messageId)
        .where((eb) => eb.exists(eb.selectFrom('ended').select('ended.id'))),
    )
    .with('moved', (db) =>
      db
        .updateTable('conversations')
        .set({
          updated_at: databaseNow,
          active_reply_id: (eb) =>
            eb
              .selectFrom('replies')
              .select('id')
              .where('conversation_id', '=', conversationId)
              .where('state', '=', sql.lit('queued'))
              .where('id', '!=', id)
              .orderBy('created_at')
              .orderBy('id')
              .limit(1),
        })
        .where('id', '=', conversationId)
        .where('active_reply_id', '=', id)
        .where((eb) => eb.exists(eb.selectFrom('ended').select('ended.id')))
        .returning('active_reply_id'),
    )
    .selectFrom('ended')
    .leftJoin('moved', (join) => join.onTrue())
    .selectAll('ended')
    .select('moved.active_reply_id as next_id')
    .executeTakeFirst()
  if (!row) return null
  const { next_id: nextId, ...ended } = row
  return { ended, nextId }
}

export const databaseNow = sql<Date>`now()`

/** The first reply that was requested for a message; null when nobody was to answer. */
export const findAnswer = async (tx: Reader, message: MessageRow): Promise<ReplyRow | null> =>
  (await tx
    .selectFrom('replies')
    .selectAll('replies')
    .innerJoin('messages', 'messages.id', 'replies.message_id')
    .where('messages.conversation_id', '=', message.conversation_id)
    .where('messages.parent_id', '=', message.id)
    .orderBy('messages.seq')
    .limit(1)
    .executeTakeFirst()) ?? null
