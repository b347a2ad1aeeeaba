import type { Role } from '#contract/shapes/people.ts'

/** The closed list of permissions, and for each the lowest role that holds it. */
const lowestRole = {
  'profile:read': 'visitor',
  'conversation:read': 'visitor',
  'conversation:write': 'visitor',
  'conversation:import': 'end_user',
  'conversation:share': 'end_user',
  'project:join': 'end_user',
  'project:share': 'operator',
  'message:send': 'visitor',
  'reply:control': 'visitor',
  'event:follow': 'visitor',
  'memory:read': 'visitor',
  'memory:write': 'visitor',
  'file:write': 'visitor',
  'agent:read': 'end_user',
  'completion:create': 'end_user',
  'knowledge:search': 'operator',
  'api-key:manage': 'end_user',
  'profile:write': 'end_user',
  'conversation:read-inbox': 'operator',
  'inbox:read': 'operator',
  'inbox:write': 'operator',
  'inbox:manage': 'admin',
  'contact:read': 'operator',
  'contact:write': 'operator',
  'contact:manage': 'admin',
  'knowledge:read': 'operator',
  'agent:write': 'admin',
  'knowledge:write': 'admin',
  'member:read': 'operator',
  'member:manage': 'admin',
  'model:manage': 'admin',
  'usage:read': 'admin',
  'budget:manage': 'admin',
  'report:read': 'operator',
  'report:read-all': 'admin',
  'tenant:read': 'operator',
  'tenant:manage': 'admin',
  'audit:read': 'admin',
  'job:manage': 'admin',
  'tool:use': 'end_user',
  'tool:manage': 'admin',
  'webhook:manage': 'admin',
  'channel:manage': 'admin',
  'channel:write': 'admin',
} as const satisfies Record<string, Role>

export type TenantPermission = keyof typeof lowestRole
/**
 * What a use-case requires. Only platform admins have `platform:manage`, only visitor sessions of a widget have `widget:use`, and
 * everybody has `public`.
 */
export type AskedPermission = TenantPermission | 'platform:manage' | 'widget:use' | 'public'
/** What an actor has: also `internal`, with which the server itself sees all of a tenant. No use-case requires it. */
export type Permission = AskedPermission | 'internal'

export const tenantPermissions = Object.keys(lowestRole) as TenantPermission[]

const ranks: Record<Role, number> = { visitor: 0, end_user: 1, operator: 2, admin: 3, owner: 4 }

/** Whether `role` ranks at or above `other`. */
export const reaches = (role: Role, other: Role) => ranks[role] >= ranks[other]

/** Whether `role` ranks above `other`, so that it may grant or revoke it. */
export const outranks = (role: Role, other: Role) => ranks[role] > ranks[other]

export const permissionsOf = (role: Role): ReadonlySet<Permission> =>
  new Set<Permission>([
    'public',
    ...tenantPermissions.filter((permission) => reaches(role, lowestRole[permission])),
  ])
