import type { ExpressionBuilder } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { MemberRow } from './member.ts'
import { lockMemberAndOwners } from './member-store.ts'

const seesAll = (scope: Scope) =>
  scope.actor.permissions.has('member:read') ||
  scope.actor.permissions.has('member:manage') ||
  scope.actor.permissions.has('internal')

/** The members that this actor may see: all for those who may read members, otherwise itself. */
export const visibleMembers =
  (scope: Scope) =>
  ({ eb, lit }: ExpressionBuilder<Schema, 'members'>) =>
    seesAll(scope) ? lit(true) : scope.actor.id === null ? lit(false) : eb('members.id', '=', scope.actor.id)

/** A member that this actor may see, or Fault `not_found`. */
export async function requireMember(tx: Reader, scope: Scope, id: string): Promise<MemberRow> {
  const row = await tx
    .selectFrom('members')
    .selectAll()
    .where('id', '=', id)
    .where(visibleMembers(scope))
    .executeTakeFirst()
  if (!row) throw notFound('member')
  return row
}

/** A member that this actor may see, locked for a change; Fault `not_found` if there is none. */
export async function lockVisibleMember(
  tx: Transaction,
  scope: Scope,
  id: string,
): Promise<{ member: MemberRow; otherActiveOwners: number }> {
  const { member, otherActiveOwners } = await lockMemberAndOwners(tx, id)
  if (!member || !(seesAll(scope) || member.id === scope.actor.id)) throw notFound('member')
  return { member, otherActiveOwners }
}
