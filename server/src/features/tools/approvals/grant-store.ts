import { sql } from 'kysely'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'

/** A tool that needs no further approval in a conversation, as long as it stays the same tool. */
export interface Grant {
  tool: string
  fingerprint: string
}

export const findGrants = (tx: Reader, conversationId: string): Promise<Grant[]> =>
  tx
    .selectFrom('tool_grants')
    .select(['tool', 'fingerprint'])
    .where('conversation_id', '=', conversationId)
    .execute()

export async function putGrant(
  tx: Transaction,
  { tenantId, actor }: Scope,
  conversationId: string,
  { tool, fingerprint }: Grant,
): Promise<void> {
  const given = { fingerprint, granted_by: actor.id, granted_at: sql<Date>`now()` }
  await tx
    .insertInto('tool_grants')
    .values({ tenant_id: tenantId, conversation_id: conversationId, tool, ...given })
    .onConflict((on) => on.columns(['tenant_id', 'conversation_id', 'tool']).doUpdateSet(given))
    .execute()
}
