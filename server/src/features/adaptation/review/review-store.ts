import { sql } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'

interface Place {
  conversationId: string
  agentId: string
}

/** How far a conversation was read for an agent; 0 when it never was. */
export async function reviewedUpTo(tx: Reader, { conversationId, agentId }: Place): Promise<number> {
  const row = await tx
    .selectFrom('conversation_reviews')
    .select('last_seq')
    .where('conversation_id', '=', conversationId)
    .where('agent_id', '=', agentId)
    .executeTakeFirst()
  return row?.last_seq ?? 0
}

export const noteConversationReview = async (
  tx: Transaction,
  { tenantId }: Scope,
  { conversationId, agentId }: Place,
  lastSeq: number,
) =>
  void (await tx
    .insertInto('conversation_reviews')
    .values({
      tenant_id: tenantId,
      conversation_id: conversationId,
      agent_id: agentId,
      last_seq: lastSeq,
    })
    .onConflict((on) =>
      on
        .columns(['tenant_id', 'conversation_id', 'agent_id'])
        .doUpdateSet({ last_seq: lastSeq, reviewed_at: sql<Date>`now()` }),
    )
    .execute())
