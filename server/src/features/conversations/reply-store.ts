import { type CompiledQuery, sql, type UpdateObject } from 'kysely'
import type { MessagePart } from '#contract/message-parts.ts'
import type { ReplyBasis } from '#contract/reply-parts.ts'
import type { Searched } from '#contract/shapes/conversation.ts'
import type { Contents } from '#platform/crypto/contents.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { columnsFrom, setQuestion, setStatement } from '#platform/database/set-statement.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { MessageRow } from './message.ts'
import type { ReplyRow } from './reply.ts'
import { sealParts, sealSearched } from './seal-parts.ts'
import { visibleConversations } from './visible.ts'

interface NewReply {
  id: string
  conversationId: string
  messageId: string
  agentId: string
  controlEpoch: number
  /** Started immediately as its first attempt, instead of being queued. */
  isBegun: boolean
}

/** A reply as it is stored on request, dated with the time of the transaction. */
export const replyRow = (scope: Scope, reply: NewReply, now: Date): ReplyRow => ({
  tenant_id: scope.tenantId,
  id: reply.id,
  conversation_id: reply.conversationId,
  message_id: reply.messageId,
  agent_id: reply.agentId,
  control_epoch: reply.controlEpoch,
  state: reply.isBegun ? 'running' : 'queued',
  attempt: reply.isBegun ? 1 : 0,
  cancel_requested_at: null,
  code: null,
  detail: null,
  model: null,
  basis: null,
  input_tokens: null,
  output_tokens: null,
  first_token_ms: null,
  duration_ms: null,
  cost_nanos: null,
  currency: null,
  searched: null,
  live_hosts: null,
  agent_version: null,
  created_at: now,
  ended_at: null,
  released_at: null,
})

const inserted = [
  'tenant_id',
  'id',
  'conversation_id',
  'message_id',
  'agent_id',
  'control_epoch',
  'state',
  'attempt',
] as const

const insertAll = setStatement<ReplyRow>((db, { rows }) =>
  db
    .insertInto('replies')
    .columns(inserted)
    .expression(columnsFrom('replies', inserted, rows)),
)

/** Stores a reply of a conversation that is locked. */
export const insertReply = (row: ReplyRow): CompiledQuery => insertAll.with([row])

/** The reply, or Fault `not_found` if its conversation is not visible to this actor. */
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

/** The reply, without access checks; null if it is gone. For background work. */
export const findReply = async (tx: Reader, id: string): Promise<ReplyRow | null> =>
  (await tx.selectFrom('replies').selectAll().where('id', '=', id).executeTakeFirst()) ?? null

/** How a reply ends: in which attempt, under which epoch of its conversation, with which text and figures. */
export interface ReplyEnd {
  id: string
  attempt: number
  conversationId: string
  controlEpoch: number
  /** The final content of the answer; null keeps what is stored. */
  parts: readonly MessagePart[] | null
  state: string
  code: string | null
  detail: string | null
  model: string | null
  basis: ReplyBasis | null
  inputTokens: number | null
  outputTokens: number | null
  firstTokenMs: number | null
  durationMs: number | null
  costNanos: number | null
  currency: string | null
  searched: Searched | null
  /** Where text from outside was read: the hosts to which links are live all the same. */
  liveHosts: readonly string[] | null
  /** The agent version that wrote it; null if nothing was written. */
  agentVersion: number | null
}

/**
 * Ends a reply that is still open in that attempt and epoch, stores its text, and activates the longest-waiting reply
 * of the conversation: all of it or, if it was not this writer's to end, nothing (null). Sent behind the statement that
 * locks the conversation.
 */
export async function endOpenReply(
  tx: Transaction,
  end: ReplyEnd,
): Promise<{ ended: ReplyRow; nextId: string | null } | null> {
  const row = await endAll.row(tx, end)
  if (!row) return null
  const { next_id: nextId, ...ended } = row
  return { ended, nextId }
}

const renderEnds = (ends: readonly ReplyEnd[], contents: Contents): string =>
  JSON.stringify(
    ends.map((end) => ({
      ...end,
      parts: end.parts && sealParts(end.parts, contents),
      searched: end.searched && sealSearched(end.searched, contents),
    })),
  )

const endAll = setQuestion<ReplyEnd, ReplyRow & { next_id: string | null }>(
  {
    id: 'uuid',
    attempt: 'integer',
    conversationId: 'uuid',
    controlEpoch: 'integer',
    parts: 'jsonb',
    state: 'text',
    code: 'text',
    detail: 'text',
    model: 'text',
    basis: 'text',
    inputTokens: 'integer',
    outputTokens: 'integer',
    firstTokenMs: 'integer',
    durationMs: 'integer',
    costNanos: 'bigint',
    currency: 'text',
    searched: 'jsonb',
    liveHosts: 'text[]',
    agentVersion: 'integer',
  },
  (_, given) => sql`
    WITH given AS MATERIALIZED (SELECT * FROM ${given}),
    ended AS (
      UPDATE replies SET
        state = given.state, code = given.code, detail = given.detail, model = given.model, basis = given.basis,
        input_tokens = given."inputTokens", output_tokens = given."outputTokens",
        first_token_ms = given."firstTokenMs", duration_ms = given."durationMs",
        cost_nanos = given."costNanos", currency = given.currency, searched = given.searched,
        live_hosts = given."liveHosts", agent_version = given."agentVersion", ended_at = now()
      FROM given
      WHERE replies.id = given.id AND replies.attempt = given.attempt AND replies.state IN ('queued', 'running')
        AND EXISTS (
          SELECT FROM conversations WHERE id = given."conversationId" AND control_epoch = given."controlEpoch")
      RETURNING replies.*, given.nth
    ), kept AS (
      UPDATE messages SET parts = given.parts FROM ended JOIN given USING (nth)
      WHERE messages.id = ended.message_id AND given.parts IS NOT NULL
    ), moved AS (
      UPDATE conversations SET active_reply_id = (
        SELECT id FROM replies
        WHERE conversation_id = conversations.id AND state = 'queued' AND id <> ended.id
        ORDER BY created_at, id LIMIT 1)
      FROM ended WHERE conversations.id = ended.conversation_id AND conversations.active_reply_id = ended.id
      RETURNING conversations.active_reply_id, ended.nth
    )
    SELECT ended.*, moved.active_reply_id AS next_id FROM ended LEFT JOIN moved ON moved.nth = ended.nth`,
  renderEnds,
)

export const databaseNow = sql<Date>`now()`

/** The first reply that was requested for a message; null if none was. */
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
