import type { Role } from '#contract/shapes/people.ts'
import type { VisitorSession } from '#kernel/visitor-session.ts'
import { type Permission, permissionsOf } from '#kernel/permissions.ts'

/** Where a credential's row is: enough to find it again without its secret. */
export interface CredentialRef {
  readonly kind: 'session' | 'api-key' | 'visitor' | 'visitor-session'
  readonly tenantId: string
  readonly id: string
}

/** What somebody proved to be by a token: a credential that had neither ended nor been suspended when it was read. */
export interface Credential extends CredentialRef {
  readonly holder: {
    readonly kind: 'member' | 'visitor'
    readonly id: string
    readonly name: string
    readonly role: Role
    readonly isPlatformAdmin: boolean
  }
  /** Of a key: the permissions it is limited to, `*` for no limit. Null for credentials that are not limited. */
  readonly scopes: readonly string[] | null
  readonly expiresAt: Date | null
  /** What it is held to, where it is the visitor session of a widget. */
  readonly visitorSession?: VisitorSession
}

export const hasExpired = (expiresAt: Date | null, now = Date.now()): boolean =>
  expiresAt !== null && expiresAt.getTime() <= now

/** What the holder may do through this credential at this moment, standing in a tenant with that role. */
export function permissionsThrough(
  { holder, scopes, visitorSession }: Credential,
  role: Role,
): ReadonlySet<Permission> {
  const held = new Set<Permission>(permissionsOf(role))
  if (holder.isPlatformAdmin) held.add('platform:manage')
  if (visitorSession) held.add('widget:use')
  if (scopes === null || scopes.includes('*')) return held
  return new Set([...held].filter((permission) => permission === 'public' || scopes.includes(permission)))
}
