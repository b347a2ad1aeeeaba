import { findVisitor } from '#features/people/index.ts'
import type { Reader } from '#platform/database/open.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Person } from '../person.ts'

/** The visitor, or Fault `not_found`. */
export async function requireVisitor(tx: Reader, scope: Scope, visitorId: string): Promise<Person> {
  const visitor = await findVisitor(tx, scope.tenantId, visitorId)
  if (!visitor) throw notFound('visitor')
  return { kind: 'visitor', id: visitor.id }
}
