import type { ExpressionBuilder } from 'kysely'
import { findVisitor } from '#features/people/index.ts'
import type { Reader } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { FactRow } from './fact.ts'
import { type Person, personOf } from './person.ts'

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

/** Whose facts are meant: one's own, or those of the visitor that is named. Fault `not_found` for one that is not to be seen. */
export async function personMeant(tx: Reader, scope: Scope, visitorId: string | undefined): Promise<Person> {
  if (visitorId === undefined || visitorId === scope.actor.id) return personOf(scope)
  const visitor = worksAtDesk(scope) ? await findVisitor(tx, scope.tenantId, visitorId) : null
  if (!visitor) throw notFound('visitor')
  return { kind: 'visitor', id: visitor.id }
}
