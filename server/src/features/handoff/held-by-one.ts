import { sql } from 'kysely'
import type { DeskFilter } from '#features/conversations/index.ts'
import { findMember } from '#features/people/index.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader } from '#platform/database/open.ts'

/** Leaves of a filter what one member has; Fault `not_found` where there is no such member. */
export async function heldByOne(
  tx: Reader,
  scope: Scope,
  filter: DeskFilter,
  memberId: string | undefined,
): Promise<DeskFilter> {
  if (memberId === undefined) return filter
  if (!(await findMember(tx, scope.tenantId, memberId))) throw notFound('member')
  const ofMember = sql<boolean>`(conversations.held_by = 'member' AND conversations.holder_id = ${memberId}::uuid)`
  return {
    ...filter,
    passes: filter.passes ? sql<boolean>`(${filter.passes} AND ${ofMember})` : ofMember,
  }
}
