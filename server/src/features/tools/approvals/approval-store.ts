import { type Insertable, sql } from 'kysely'
import type { ApprovalState } from '#contract/message-parts.ts'
import { visibleConversationIds } from '#features/conversations/index.ts'
import type { Cursor } from '#kernel/cursor.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { ApprovalRow } from './approval.ts'

export const insertApprovals = async (tx: Transaction, rows: Insertable<Schema['tool_approvals']>[]) =>
  void (await tx.insertInto('tool_approvals').values(rows).execute())

/** The approval, or Fault `not_found` if its conversation is not visible to this actor. */
export async function requireApproval(tx: Reader, scope: Scope, id: string): Promise<ApprovalRow> {
  const row = await tx
    .selectFrom('tool_approvals')
    .selectAll()
    .where('id', '=', id)
    .where('conversation_id', 'in', visibleConversationIds(tx, scope))
    .executeTakeFirst()
  if (!row) throw notFound('approval')
  return row
}

/** All of one answer. */
export const approvalsOfReply = (tx: Reader, replyId: string): Promise<ApprovalRow[]> =>
  tx.selectFrom('tool_approvals').selectAll().where('reply_id', '=', replyId).orderBy('id').execute()

/** All of those messages. */
export const approvalsOfMessages = async (
  tx: Reader,
  messageIds: readonly string[],
): Promise<ApprovalRow[]> =>
  messageIds.length === 0
    ? []
    : tx.selectFrom('tool_approvals').selectAll().where('message_id', 'in', messageIds).execute()

/** Decides one that waits, under its conversation's lock. */
export const decideApproval = (
  tx: Transaction,
  { actor }: Scope,
  id: string,
  state: 'approved' | 'denied',
): Promise<ApprovalRow> =>
  tx
    .updateTable('tool_approvals')
    .set({ state, decided_by: actor.id, decided_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/** Those of an answer that were waited for too long. */
export const expireApprovals = (tx: Transaction, replyId: string, now: Date): Promise<ApprovalRow[]> =>
  tx
    .updateTable('tool_approvals')
    .set({ state: 'expired' })
    .where('reply_id', '=', replyId)
    .where('state', '=', 'pending')
    .where('expires_at', '<=', now)
    .returningAll()
    .execute()

/**
 * Voids a conversation's approvals that have not taken effect: they are pending, or another one of the same answer is.
 */
export const voidApprovals = (tx: Transaction, conversationId: string): Promise<ApprovalRow[]> =>
  tx
    .updateTable('tool_approvals')
    .set({ state: 'void' })
    .where('conversation_id', '=', conversationId)
    .where('state', 'in', ['pending', 'approved', 'denied', 'expired'])
    .where('follow_up_reply_id', 'is', null)
    .where('reply_id', 'in', (eb) =>
      eb
        .selectFrom('tool_approvals as waiting')
        .select('waiting.reply_id')
        .where('waiting.conversation_id', '=', conversationId)
        .where('waiting.state', '=', 'pending'),
    )
    .returningAll()
    .execute()

/** Says which reply may make the calls of an answer that were approved: this one and no other. */
export const giveToReply = async (tx: Transaction, replyId: string, followUpReplyId: string) =>
  void (await tx
    .updateTable('tool_approvals')
    .set({ follow_up_reply_id: followUpReplyId })
    .where('reply_id', '=', replyId)
    .execute())

export const countPending = async (tx: Reader, conversationId: string): Promise<number> => {
  const { count } = await tx
    .selectFrom('tool_approvals')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow()
  return Number(count)
}

interface Wanted {
  conversationId: string | undefined
  state: ApprovalState | undefined
}

/** Those that this actor may see, the newest first. */
export function pageOfApprovals(
  tx: Reader,
  scope: Scope,
  { conversationId, state }: Wanted,
  { limit, after }: { limit: number; after: Cursor | null },
): Promise<ApprovalRow[]> {
  let select = tx
    .selectFrom('tool_approvals')
    .selectAll()
    .where('conversation_id', 'in', visibleConversationIds(tx, scope))
    .orderBy('id', 'desc')
    .limit(limit)
  if (conversationId !== undefined) select = select.where('conversation_id', '=', conversationId)
  if (state !== undefined) select = select.where('state', '=', state)
  if (after) select = select.where('id', '<', after.id)
  return select.execute()
}
