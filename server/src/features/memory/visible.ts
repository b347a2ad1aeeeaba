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
 * those about visitors. Nobody sees what is known of a member but the member; the system sees none.
 */
export const visibleFacts =
  (scope: Scope) =>
  ({ eb, or, lit }: ExpressionBuilder<Schema, 'facts'>) => {
    if (scope.actor.id === null) return lit(false)
    const own = eb('facts.person_id', '=', scope.actor.id)
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

/** Fault `not_found` unless there is such an agent, or was: one that was retired still knows what it knew. */
export async function requireKnower(tx: Reader, agentId: string): Promise<void> {
  if (!(await findAgentNames(tx, [agentId])).has(agentId)) throw notFound('agent')
}
