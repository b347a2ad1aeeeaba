import type { ApiKey } from '#contract/shapes/people.ts'
import { forbidden, invalidInput } from '#kernel/fault.ts'
import { type Permission, permissionsOf, tenantPermissions } from '#kernel/permissions.ts'
import type { Actor } from '#kernel/scope.ts'
import type { ApiKeyRow } from './api-key-store.ts'

const nameable: readonly string[] = ['*', 'platform:manage', ...tenantPermissions]

/**
 * Throws unless this actor may hand on these scopes: names that exist (`invalid_input`), and none that the actor, as
 * it came in, lacks (`forbidden`). `*` is all of the member's permissions, so a limited key cannot make one of those.
 */
export function requireMayHandOn(actor: Actor, scopes: readonly string[]): void {
  const unknown = scopes.find((scope) => !nameable.includes(scope))
  if (unknown !== undefined) {
    const message = `There is no permission "${unknown}".`
    throw invalidInput(message, [{ path: 'scopes', message }])
  }
  const wanted = scopes.includes('*') ? [...permissionsOf(actor.role)] : (scopes as Permission[])
  if (!wanted.every((permission) => actor.permissions.has(permission)))
    throw forbidden('A key holds no permission that its maker lacks.')
}

export const toApiKey = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  tail: row.tail,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  expiresAt: row.expires_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
})
