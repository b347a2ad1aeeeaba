import {
  MemoryPage,
  ListVisitorMemories,
  ErasedMemories,
  EraseVisitorMemories,
  type MemoryConsent,
} from '#contract/shapes/memory.ts'
import { findVisitor } from '#features/people/index.ts'
import { query, command } from '#kernel/use-case.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader } from '#platform/database/open.ts'
import { pageOfMemories } from '../page-of-memories.ts'
import { forgetPerson } from '../forget-person.ts'
import { findConsent } from '../consent/consent-store.ts'
import type { Person } from '../person.ts'

/** Lists what agents know of a visitor, for operators, who can read the visitor's messages anyway. */
export const listVisitorMemories = query({
  name: 'visitor-memory.list',
  permission: 'conversation:read-inbox',
  input: ListVisitorMemories,
  output: MemoryPage,
  run: async ({ tx, scope }, { visitorId, ...wanted }) =>
    pageOfMemories(tx, scope, await requireVisitor(tx, scope, visitorId), wanted),
})

/** Erases everything that agents know of a visitor who asked for that. */
export const eraseVisitorMemories = command({
  name: 'visitor-memory.erase-all',
  permission: 'conversation:read-inbox',
  input: EraseVisitorMemories,
  output: ErasedMemories,
  run: async (context, { visitorId }) =>
    forgetPerson(context, await requireVisitor(context.tx, context.scope, visitorId), null),
})

/** Whether agents may remember a visitor. */
export const memoryConsentOf = (tx: Reader, visitorId: string): Promise<MemoryConsent> =>
  findConsent(tx, { kind: 'visitor', id: visitorId })

/** The visitor, or Fault `not_found`. */
async function requireVisitor(tx: Reader, scope: Scope, visitorId: string): Promise<Person> {
  const visitor = await findVisitor(tx, scope.tenantId, visitorId)
  if (!visitor) throw notFound('visitor')
  return { kind: 'visitor', id: visitor.id }
}
