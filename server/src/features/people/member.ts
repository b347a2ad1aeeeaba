import type { Selectable } from 'kysely'
import type { EventPayload } from '#contract/events.ts'
import type { Member, MemberRole } from '#contract/shapes/people.ts'
import { conflict, forbidden } from '#kernel/fault.ts'
import { outranks, permissionsOf } from '#kernel/permissions.ts'
import type { Actor } from '#kernel/scope.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Reader } from '#platform/database/open.ts'

export type MemberRow = Selectable<Schema['members']>

/** A member's role; the database holds no other. */
export const roleOf = (row: Pick<MemberRow, 'role'>): MemberRole => row.role as MemberRole

/** The address of an account: an email address unchanged, a bare user name with the domain of this machine. */
export const emailOf = (nameOrEmail: string): string => {
  const name = nameOrEmail.trim().toLowerCase()
  return name.includes('@') ? name : `${name}@localhost`
}

interface Granter {
  role: MemberRole
  isPlatformAdmin: boolean
}

/** Whether somebody may assign a role: they must outrank it, and owners may create owners. */
export const mayGive = (granter: Granter, role: MemberRole): boolean =>
  granter.isPlatformAdmin || granter.role === 'owner' || outranks(granter.role, role)

/**
 * Throws Fault `forbidden` unless this actor may assign the role. Besides the member's rank, the credential counts: a
 * key with few scopes cannot give more than it has.
 */
export function requireMayGive(actor: Actor, role: MemberRole): void {
  const isPlatformAdmin = actor.permissions.has('platform:manage')
  const isRankHighEnough = actor.role !== 'visitor' && mayGive({ role: actor.role, isPlatformAdmin }, role)
  const holdsIt = [...permissionsOf(role)].every((permission) => actor.permissions.has(permission))
  if (!isRankHighEnough || !holdsIt) throw forbidden('You are not allowed to assign this role.')
}

/** A change of a member; removal is a null role. */
export interface MemberChange {
  role?: MemberRole | null | undefined
  isSuspended?: boolean | undefined
}

/**
 * Throws unless this actor may change this member. Members change those they outrank, and only platform admins change
 * platform admins (`forbidden`). They may rename, demote or remove themselves, but not promote or suspend. The last
 * owner who can sign in cannot be removed (`conflict`).
 */
export function requireMayChange(
  actor: Actor,
  target: MemberRow,
  change: MemberChange,
  otherActiveOwners: number,
): void {
  const takesRole = change.role !== undefined && change.role !== target.role
  const isOwn = actor.kind === 'member' && actor.id === target.id
  if (isOwn) requireOwnChange(target, change)
  else if (!standsAbove(actor, target))
    throw forbidden('You cannot change a member whose role is equal to or above yours.')
  else if (takesRole && change.role) requireMayGive(actor, change.role)

  const leavesOwners = target.role === 'owner' && (takesRole || change.isSuspended === true)
  if (leavesOwners && otherActiveOwners === 0) throw conflict('A tenant needs at least one owner.')
}

const standsAbove = (actor: Actor, target: MemberRow): boolean =>
  actor.permissions.has('platform:manage') ||
  (!target.is_platform_admin && outranks(actor.role, roleOf(target)))

function requireOwnChange(own: MemberRow, { role, isSuspended }: MemberChange): void {
  if (isSuspended !== undefined && isSuspended !== own.is_suspended)
    throw forbidden('You cannot suspend yourself.')
  if (role && role !== own.role && !outranks(roleOf(own), role))
    throw forbidden('You cannot raise your own role.')
}

/** The payload of a change event: the member now, and what was different before. */
export const changeOf = (before: MemberRow, after: MemberRow): EventPayload<'member.changed'> => ({
  memberId: after.id,
  name: after.name,
  email: after.email,
  ...(after.name !== before.name && { formerName: before.name }),
  ...(after.role !== before.role && { role: after.role, formerRole: before.role }),
  ...(after.is_suspended !== before.is_suspended && { isSuspended: after.is_suspended }),
})

export const toMember = (row: MemberRow): Member => ({
  id: row.id,
  tenantId: row.tenant_id,
  email: row.email,
  name: row.name,
  role: roleOf(row),
  isPlatformAdmin: row.is_platform_admin,
  isSuspended: row.is_suspended,
  lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
})

/** The names of members and visitors; those who are gone are left out. */
export async function findPeopleNames(tx: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const [members, visitors] = await Promise.all([
    tx.selectFrom('members').select(['id', 'name']).where('id', 'in', ids).execute(),
    tx.selectFrom('visitors').select(['id', 'name']).where('id', 'in', ids).execute(),
  ])
  return new Map([...members, ...visitors].map(({ id, name }) => [id, name ?? '']))
}
