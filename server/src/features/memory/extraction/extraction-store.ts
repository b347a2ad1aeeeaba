import { sql } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'

interface Place {
  conversationId: string
  agentId: string
}

/** The number of the last message that was read for memories; 0 for none. */
export async function extractedUpTo(tx: Reader, { conversationId, agentId }: Place): Promise<number> {
  const row = await tx
    .selectFrom('memory_extractions')
    .select('last_seq')
    .where('conversation_id', '=', conversationId)
    .where('agent_id', '=', agentId)
    .executeTakeFirst()
  return row?.last_seq ?? 0
}

export const noteExtraction = async (
  tx: Transaction,
  { tenantId }: Scope,
  { conversationId, agentId }: Place,
  lastSeq: number,
) =>
  void (await tx
    .insertInto('memory_extractions')
    .values({ tenant_id: tenantId, conversation_id: conversationId, agent_id: agentId, last_seq: lastSeq })
    .onConflict((on) =>
      on
        .columns(['tenant_id', 'conversation_id', 'agent_id'])
        .doUpdateSet({ last_seq: lastSeq, extracted_at: sql<Date>`now()` }),
    )
    .execute())
