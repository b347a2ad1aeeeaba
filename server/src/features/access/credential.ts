import type { Role } from '#contract/shapes/people.ts'
import type { VisitorSession } from '#kernel/visitor-session.ts'
import { type Permission, permissionsOf } from '#kernel/permissions.ts'

/** Identifies a credential's row, so that it can be found again without its secret. */
export interface CredentialRef {
  readonly kind: 'session' | 'api-key' | 'visitor' | 'visitor-session'
  readonly tenantId: string
  readonly id: string
}

/** The credential proved by a token, which had neither ended nor been suspended when it was read. */
export interface Credential extends CredentialRef {
  readonly holder: {
    readonly kind: 'member' | 'visitor'
    readonly id: string
    readonly name: string
    readonly role: Role
    readonly isPlatformAdmin: boolean
  }
  /** Of a key: the permissions it is limited to, `*` for no limit. Null for unlimited credentials. */
  readonly scopes: readonly string[] | null
  readonly expiresAt: Date | null
  /** The restrictions of a visitor session in a widget. */
  readonly visitorSession?: VisitorSession
}

export const hasExpired = (expiresAt: Date | null, now = Date.now()): boolean =>
  expiresAt !== null && expiresAt.getTime() <= now

/** The holder's current permissions through this credential, in a tenant where they have that role. */
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
