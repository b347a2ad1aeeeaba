import type { ExpressionBuilder } from 'kysely'
import { findAgentNames } from '#features/agents/index.ts'
import type { Reader } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { MemoryRow } from './memory.ts'

const readsInbox = ({ actor }: Scope) => actor.permissions.has('conversation:read-inbox')

/**
 * The memories that this actor may see: those about itself and, for operators, who can read visitors' messages anyway,
 * those about visitors. In a widget, those of the widget's agent. Only members see memories about themselves; the
 * system sees none.
 */
export const visibleMemories =
  (scope: Scope) =>
  ({ eb, and, or, lit }: ExpressionBuilder<Schema, 'memories'>) => {
    if (scope.actor.id === null) return lit(false)
    const ofPerson = eb('memories.person_id', '=', scope.actor.id)
    const agentId = scope.actor.through?.agentId
    const own = agentId ? and([ofPerson, eb('memories.agent_id', '=', agentId)]) : ofPerson
    return readsInbox(scope) ? or([own, eb('memories.visitor_id', 'is not', null)]) : own
  }

/** The memory, or Fault `not_found` if there is none that this actor may see. */
export async function requireMemory(tx: Reader, scope: Scope, id: string): Promise<MemoryRow> {
  const row = await tx
    .selectFrom('memories')
    .selectAll()
    .where('id', '=', id)
    .where(visibleMemories(scope))
    .executeTakeFirst()
  if (!row) throw notFound('memory')
  return row
}

/**
 * Fault `not_found` unless there is such an agent, or was: a retired one keeps its memories. In a widget, only its own
 * agent.
 */
export async function requireKnower(tx: Reader, { actor }: Scope, agentId: string): Promise<void> {
  const only = actor.through?.agentId
  if (only && only !== agentId) throw notFound('agent')
  if (!(await findAgentNames(tx, [agentId])).has(agentId)) throw notFound('agent')
}
