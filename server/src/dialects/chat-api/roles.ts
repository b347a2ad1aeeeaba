import type { Member, MemberRole } from '#contract/shapes/people.ts'

/** Their roles, lowest first. */
export const roles = ['guest', 'agent', 'supervisor', 'admin'] as const
export type Role = (typeof roles)[number]

export const isRole = (value: unknown): value is Role => roles.some((role) => role === value)
export const reaches = (role: Role, other: Role): boolean => roles.indexOf(role) >= roles.indexOf(other)

type Ranked = Pick<Member, 'role' | 'isPlatformAdmin'>

/** A member's role in their terms. Operators are agents, or supervisors if an admin said so here. */
export function toRole({ role, isPlatformAdmin }: Ranked, notes: Record<string, unknown>): Role {
  if (isPlatformAdmin || role === 'owner' || role === 'admin') return 'admin'
  if (role !== 'operator') return 'guest'
  return notes.role === 'supervisor' ? 'supervisor' : 'agent'
}

export const fromRole: Record<Role, MemberRole> = {
  guest: 'end_user',
  agent: 'operator',
  supervisor: 'operator',
  admin: 'admin',
}

/** The permissions of each role, by their codes. */
export const permissions: readonly { code: string; name: string; description: string; from: Role }[] = [
  { code: 'user.read', name: '查看用户', description: '查看用户列表和资料', from: 'supervisor' },
  { code: 'user.create', name: '创建用户', description: '创建新的用户', from: 'admin' },
  { code: 'user.update', name: '更新用户', description: '修改用户资料和角色', from: 'admin' },
  { code: 'user.delete', name: '删除用户', description: '删除用户', from: 'admin' },
  { code: 'conversation.read', name: '查看会话', description: '查看会话和消息', from: 'agent' },
  { code: 'conversation.manage', name: '管理会话', description: '接管、分配和关闭会话', from: 'agent' },
  { code: 'message.read', name: '查看消息', description: '查看会话消息', from: 'agent' },
  { code: 'message.send', name: '发送消息', description: '回复访客', from: 'agent' },
  { code: 'analytics.read', name: '查看统计', description: '查看统计数据', from: 'supervisor' },
  { code: 'system.admin', name: '系统管理', description: '管理整个系统', from: 'admin' },
]

export const permissionsOf = (role: Role): string[] =>
  permissions.filter(({ from }) => reaches(role, from)).map(({ code }) => code)

/** The lowest role that may do all of this. */
export const lowestWith = (codes: readonly string[]): Role =>
  permissions
    .filter(({ code }) => codes.includes(code))
    .reduce<Role>((role, { from }) => (reaches(role, from) ? role : from), 'guest')
