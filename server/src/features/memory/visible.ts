import type { ExpressionBuilder } from 'kysely'
import { findAgentNames } from '#features/agents/index.ts'
import type { Reader } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { FactRow } from './fact.ts'

const worksAtDesk = ({ actor }: Scope) => actor.permissions.has('conversation:read-desk')

/**
 * Which facts this actor may see: those about itself and, for who works at the desk and reads what visitors say anyway,
 * those about visitors. In a widget it is what the widget's agent knows. Nobody sees what is known of a member but the member; the system sees none.
 */
export const visibleFacts =
  (scope: Scope) =>
  ({ eb, and, or, lit }: ExpressionBuilder<Schema, 'facts'>) => {
    if (scope.actor.id === null) return lit(false)
    const ofPerson = eb('facts.person_id', '=', scope.actor.id)
    const agentId = scope.actor.through?.agentId
    const own = agentId ? and([ofPerson, eb('facts.agent_id', '=', agentId)]) : ofPerson
    return worksAtDesk(scope) ? or([own, eb('facts.visitor_id', 'is not', null)]) : own
  }

/** The fact, or Fault `not_found` when there is none that this actor may see. */
export async function requireFact(tx: Reader, scope: Scope, id: string): Promise<FactRow> {
  const row = await tx
    .selectFrom('facts')
    .selectAll()
    .where('id', '=', id)
    .where(visibleFacts(scope))
    .executeTakeFirst()
  if (!row) throw notFound('fact')
  return row
}

/**
 * Fault `not_found` unless there is such an agent, or was: one that was retired still knows what it knew. In a widget
 * there is its agent alone.
 */
export async function requireKnower(tx: Reader, { actor }: Scope, agentId: string): Promise<void> {
  const only = actor.through?.agentId
  if (only && only !== agentId) throw notFound('agent')
  if (!(await findAgentNames(tx, [agentId])).has(agentId)) throw notFound('agent')
}
