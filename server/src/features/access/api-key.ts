import type { ApiKey } from '#contract/shapes/people.ts'
import { type MemberRow, roleOf } from '#features/people/index.ts'
import { forbidden, invalidInput } from '#kernel/fault.ts'
import { type Permission, permissionsOf, tenantPermissions } from '#kernel/permissions.ts'
import type { Actor } from '#kernel/scope.ts'
import type { ApiKeyRow } from './api-key-store.ts'

const nameable: readonly string[] = ['*', 'platform:manage', ...tenantPermissions]

/**
 * Throws unless this actor may hand on these scopes of its member: names that exist (`invalid_input`), and none that
 * the actor, as it came in, lacks (`forbidden`). `*` is all that the member holds, so a limited key cannot make one.
 */
export function requireMayHandOn(actor: Actor, member: MemberRow, scopes: readonly string[]): void {
  const unknown = scopes.find((scope) => !nameable.includes(scope))
  if (unknown !== undefined) {
    const message = `There is no permission "${unknown}".`
    throw invalidInput(message, [{ path: 'scopes', message }])
  }
  const wanted = scopes.includes('*') ? allOf(member) : (scopes as Permission[])
  if (!wanted.every((permission) => actor.permissions.has(permission)))
    throw forbidden('A key holds no permission that its maker lacks.')
}

const allOf = (member: MemberRow): Permission[] => [
  ...permissionsOf(roleOf(member)),
  ...(member.is_platform_admin ? (['platform:manage'] as const) : []),
]

export const toApiKey = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  tail: row.tail,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  expiresAt: row.expires_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
})
