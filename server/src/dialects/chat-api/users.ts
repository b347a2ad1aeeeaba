import type { Member } from '#contract/shapes/people.ts'
import type { Scope } from '#kernel/scope.ts'
import { notesOf, numbersOf } from './numbers.ts'
import { toRole } from './roles.ts'
import { naiveTime } from './stamps.ts'

type Notes = Record<string, unknown>

export const statuses = ['active', 'inactive', 'suspended'] as const

const text = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise)

const statusOf = ({ isSuspended }: Member, notes: Notes): string => {
  if (!isSuspended) return 'active'
  return notes.status === 'inactive' ? 'inactive' : 'suspended'
}

/** An account in their shape. */
export const toUser = (member: Member, notes: Notes, number: number) => ({
  id: number,
  uuid: member.id,
  email: member.email,
  full_name: member.name,
  avatar_url: typeof notes.avatar_url === 'string' ? notes.avatar_url : null,
  role: toRole(member, notes),
  status: statusOf(member, notes),
  timezone: text(notes.timezone, 'Asia/Shanghai'),
  language: text(notes.language, 'zh-CN'),
  last_login_at: member.lastSeenAt && naiveTime(member.lastSeenAt),
  created_at: naiveTime(member.createdAt),
  updated_at: text(notes.updated_at, naiveTime(member.createdAt)),
})
export type User = ReturnType<typeof toUser>

/** The same in the format of a sign-in response. */
export const toSignedInUser = (user: User) => ({
  id: user.id,
  uuid: user.uuid,
  username: user.email.split('@')[0] ?? user.email,
  name: user.full_name,
  email: user.email,
  full_name: user.full_name,
  avatar_url: user.avatar_url,
  role: user.role,
  status: user.status,
  department: null,
  phone: null,
})

export async function showUsers(dialectScope: Scope, members: readonly Member[]): Promise<User[]> {
  const ids = members.map(({ id }) => id)
  const [numberOf, notes] = await Promise.all([
    numbersOf(dialectScope, 'user', ids),
    notesOf(dialectScope, 'user-notes', ids),
  ])
  return members.map((member) => toUser(member, notes(member.id), numberOf(member.id)))
}

export async function showUser(dialectScope: Scope, member: Member): Promise<User> {
  const [user] = await showUsers(dialectScope, [member])
  return user ?? toUser(member, {}, 0)
}
