import { type EquippedAgent, requireAgent } from '#features/agents/index.ts'
import { agentsIn, type ConversationRow } from '#features/conversations/index.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader } from '#platform/database/open.ts'

/**
 * An agent that this actor may choose here: one that it may see, or one that already participates. Otherwise Fault
 * `not_found`.
 */
export function requireOffered(
  tx: Reader,
  scope: Scope,
  conversation: ConversationRow,
  agentId: string,
): Promise<EquippedAgent> {
  const { permissions } = scope.actor
  const maySeeAll = permissions.has('agent:read') || permissions.has('internal')
  if (!maySeeAll && !agentsIn(conversation).includes(agentId)) throw notFound('agent')
  return requireAgent(tx, scope, agentId)
}
