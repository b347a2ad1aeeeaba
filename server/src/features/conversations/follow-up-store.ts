import { sql } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { ReplyRow } from './reply.ts'

const queued = sql.lit('queued')

/** Moves queued replies of one agent to another. The conversation is locked. */
export async function reassignQueued(
  tx: Transaction,
  conversationId: string,
  fromAgentId: string,
  to: { id: string; name: string },
): Promise<void> {
  const waiting = await tx
    .updateTable('replies')
    .set({ agent_id: to.id })
    .where('conversation_id', '=', conversationId)
    .where('state', '=', queued)
    .where('agent_id', '=', fromAgentId)
    .returning('message_id')
    .execute()
  if (waiting.length === 0) return
  const ids = waiting.map((row) => row.message_id)
  await tx
    .updateTable('messages')
    .set({ author_id: to.id, author_name: to.name })
    .where('id', 'in', ids)
    .execute()
}

/** Whether another message follows this one in its branch. */
export const isFollowed = async (tx: Reader, messageId: string): Promise<boolean> =>
  (await tx.selectFrom('messages').select('id').where('parent_id', '=', messageId).executeTakeFirst()) !==
  undefined

/** The first reply whose answer follows another answer: the same question, handed on. Null if it was not. */
export const findFollowUp = async (tx: Reader, messageId: string): Promise<ReplyRow | null> =>
  (await tx
    .selectFrom('replies')
    .selectAll('replies')
    .innerJoin('messages', 'messages.id', 'replies.message_id')
    .where('messages.parent_id', '=', messageId)
    .orderBy('messages.seq')
    .limit(1)
    .executeTakeFirst()) ?? null
