import { sql } from 'kysely'
import type { InboxFilter } from '#features/conversations/index.ts'
import { findMember } from '#features/people/index.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader } from '#platform/database/open.ts'

/** Restricts a filter to one member's conversations; Fault `not_found` if there is no such member. */
export async function assignedToMember(
  tx: Reader,
  scope: Scope,
  filter: InboxFilter,
  memberId: string | undefined,
): Promise<InboxFilter> {
  if (memberId === undefined) return filter
  if (!(await findMember(tx, scope.tenantId, memberId))) throw notFound('member')
  const ofMember = sql<boolean>`(conversations.assignee_kind = 'member' AND conversations.assignee_id = ${memberId}::uuid)`
  return {
    ...filter,
    passes: filter.passes ? sql<boolean>`(${filter.passes} AND ${ofMember})` : ofMember,
  }
}
