import { sql } from 'kysely'
import type { MessagePart } from '#contract/message-parts.ts'
import type { AssigneeKind } from '#contract/shapes/conversation.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { ConversationRow } from './conversation-store.ts'
import type { MessageRow } from './message.ts'
import { databaseNow } from './reply-store.ts'
import type { ReplyRow } from './reply.ts'
import { UNCONFIRMED_MS } from './shown-drafts.ts'

/** Who has a conversation. `memberId` is null unless a member has it. */
export interface AssigneeRef {
  readonly kind: AssigneeKind
  readonly memberId: string | null
}

export const assigneeOf = ({
  assignee_kind,
  assignee_id,
}: Pick<ConversationRow, 'assignee_kind' | 'assignee_id'>): AssigneeRef => ({
  kind: assignee_kind as AssigneeKind,
  memberId: assignee_id,
})

/**
 * Assigns a locked conversation to somebody else, under a new epoch, without an active reply. For `changeAssignee` of
 * `features/inbox/handoff` only; a rule test enforces that.
 */
export const writeAssignee = (
  tx: Transaction,
  id: string,
  { kind, memberId }: AssigneeRef,
): Promise<ConversationRow> =>
  tx
    .updateTable('conversations')
    .set({
      assignee_kind: kind,
      assignee_id: memberId,
      control_epoch: sql<number>`control_epoch + 1`,
      active_reply_id: null,
      updated_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

const open = [sql.lit('queued'), sql.lit('running')] as const

/** The unfinished replies of a locked conversation, each with its stored content. */
export const openReplies = (
  tx: Reader,
  conversationId: string,
): Promise<(Pick<ReplyRow, 'id' | 'message_id' | 'state' | 'attempt'> & Pick<MessageRow, 'parts'>)[]> =>
  tx
    .selectFrom('replies')
    .innerJoin('messages', 'messages.id', 'replies.message_id')
    .select(['replies.id', 'replies.message_id', 'replies.state', 'replies.attempt', 'messages.parts'])
    .where('replies.conversation_id', '=', conversationId)
    .where('replies.state', 'in', open)
    .orderBy('replies.created_at')
    .orderBy('replies.id')
    .execute()

/** Ends all replies of a locked conversation that have not ended, as cancelled. */
export const cancelOpenReplies = (tx: Transaction, conversationId: string): Promise<ReplyRow[]> =>
  tx
    .updateTable('replies')
    .set({ state: 'cancelled', ended_at: databaseNow })
    .where('conversation_id', '=', conversationId)
    .where('state', 'in', open)
    .returningAll()
    .execute()

/** The usage of an interrupted answer, if its writer knows it. */
export interface SpentOn {
  model: string | null
  inputTokens: number | null
  outputTokens: number | null
  firstTokenMs: number | null
  durationMs: number | null
  cost: { nanos: number; currency: string } | null
}

/**
 * Usage as columns of a reply or a completion. The duration of a completion is always known, so it is left out here.
 */
export const columnsOfSpent = (spent: Omit<SpentOn, 'durationMs'>) => ({
  model: spent.model,
  input_tokens: spent.inputTokens,
  output_tokens: spent.outputTokens,
  first_token_ms: spent.firstTokenMs,
  cost_nanos: spent.cost?.nanos ?? null,
  currency: spent.cost?.currency ?? null,
})

/** Records that the writer of a reply has released it, and the usage. The text stays as it is. */
export const releaseReply = async (tx: Transaction, id: string, attempt: number, spent: SpentOn) =>
  void (await tx
    .updateTable('replies')
    .set({ released_at: databaseNow, duration_ms: spent.durationMs, ...columnsOfSpent(spent) })
    .where('id', '=', id)
    .where('attempt', '=', attempt)
    .where('released_at', 'is', null)
    .execute())

/**
 * Replies of a conversation that were interrupted so recently that their writers may not know it yet and have not
 * released them: for a caller who finds the conversation already taken by their own call, whose response was lost.
 */
export const cutLately = async (tx: Reader, conversationId: string): Promise<string[]> => {
  const cut = await tx
    .selectFrom('replies')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'cancelled')
    .where('released_at', 'is', null)
    .where('ended_at', '>', sql<Date>`now() - ${2 * UNCONFIRMED_MS} * interval '1 millisecond'`)
    .execute()
  return cut.map(({ id }) => id)
}

/** Those of these replies that their writers have not released. */
export const unreleased = async (tx: Reader, ids: readonly string[]): Promise<string[]> =>
  ids.length === 0
    ? []
    : (
        await tx
          .selectFrom('replies')
          .select('id')
          .where('id', 'in', ids)
          .where('released_at', 'is', null)
          .execute()
      ).map(({ id }) => id)

/** Whether `parts` extends `stored`: what is shown must never shrink. */
export const reachesFurther = (parts: readonly MessagePart[], stored: readonly MessagePart[]): boolean => {
  if (parts.length !== stored.length) return parts.length > stored.length
  const [last, before] = [parts.at(-1), stored.at(-1)]
  return textLength(last) > textLength(before)
}

const textLength = (part: MessagePart | undefined): number => (part && 'text' in part ? part.text.length : 0)

/** The newest replies of a conversation that have ended under an epoch. */
export const newestReplies = (
  tx: Reader,
  conversationId: string,
  controlEpoch: number,
  limit: number,
): Promise<Pick<ReplyRow, 'state' | 'searched'>[]> =>
  tx
    .selectFrom('replies')
    .select(['state', 'searched'])
    .where('conversation_id', '=', conversationId)
    .where('control_epoch', '=', controlEpoch)
    .where('ended_at', 'is not', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
