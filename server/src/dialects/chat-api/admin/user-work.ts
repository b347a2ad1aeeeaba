import type { Member } from '#contract/shapes/people.ts'
import { changeMember, listMembers } from '#features/access/index.ts'
import { elevateScope } from '../../kit/elevate-scope.ts'
import type { Caller } from '../caller.ts'
import { findId, note, notesOf } from '../numbers.ts'
import { badRequest, noUser } from '../refusal.ts'
import { fromRole, isRole, type Role, toRole } from '../roles.ts'
import { showUsers, type User } from '../users.ts'
import { allPages } from './all-pages.ts'

/** An elevated scope for data about accounts, for callers who change them. */
export const elevateFor = ({ scope }: Caller) => elevateScope(scope, { asked: 'member:manage' })

export const showOne = (user: User) => ({ ...user, success: true, data: { ...user, user } })

export async function allUsers({ scope, dialectScope }: Caller, search?: string): Promise<User[]> {
  const members = await allPages((after) =>
    listMembers(scope, { limit: 100, ...after, ...(search && { search: search.slice(0, 200) }) }),
  )
  return showUsers(dialectScope, members)
}

export async function requireMember({ scope, dialectScope }: Caller, named: unknown): Promise<Member> {
  const id = await findId(dialectScope, 'user', named)
  const members = id === null ? [] : await allPages((after) => listMembers(scope, { limit: 100, ...after }))
  const found = members.find((member) => member.id === id)
  if (!found) throw noUser()
  return found
}

export async function change(
  caller: Caller,
  member: Member,
  { name, role: wanted }: { name?: string | undefined; role?: Role | undefined },
): Promise<Member> {
  const { scope, dialectScope } = caller
  const notes = (await notesOf(dialectScope, 'user-notes', [member.id]))(member.id)
  const isNew = wanted !== undefined && wanted !== toRole(member, notes)
  const changed = await changeMember(scope, {
    memberId: member.id,
    ...(name !== undefined && { name }),
    ...(isNew && { role: fromRole[wanted] }),
  })
  if (isNew && isRole(wanted)) await note(elevateFor(caller), 'user-notes', member.id, { role: wanted })
  return changed
}

export async function setStatus(caller: Caller, member: Member, wanted: User['status']) {
  const { scope, member: own } = caller
  if (member.id === own.id && wanted !== 'active') throw badRequest('不能禁用自己的账户')
  const changed = await changeMember(scope, { memberId: member.id, isSuspended: wanted !== 'active' })
  await note(elevateFor(caller), 'user-notes', member.id, { status: wanted })
  return changed
}
