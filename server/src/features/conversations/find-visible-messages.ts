import type { Reader } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import type { MessageRow } from './message.ts'
import { visibleConversationIds } from './visible.ts'

/** Those of these messages whose conversation this actor may see, by ID. */
export async function findVisibleMessages(
  tx: Reader,
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, MessageRow>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('messages')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .where('conversation_id', 'in', visibleConversationIds(tx, scope))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
