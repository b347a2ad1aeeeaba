import { findTenant } from '#features/tenants/index.ts'
import { touchMember, touchVisitor } from '#features/people/index.ts'
import type { Application } from '#kernel/application.ts'
import { Fault, forbidden, notFound, unauthenticated } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { logOf } from '#kernel/log-of.ts'
import { boundedMap, type BoundedMap } from '#kernel/bounded-map.ts'
import type { Transaction } from '#platform/database/open.ts'
import { countCall } from './count-call.ts'
import { type Credential, hasExpired, permissionsThrough } from './credential.ts'
import { recallCredential } from './credential-cache.ts'
import { scopeOf, type Visit } from './scopes.ts'
import { refuseSuspended } from './suspension.ts'
import { touchApiKey } from './api-key-store.ts'
import { type AskedFrom, askedFrom, touchSession } from './session-store.ts'

/** The credentials that a caller presents. */
export interface EntryRequest {
  /** An access token, an API key or a visitor's token. */
  readonly token: string | null
  /** Slug or ID of a tenant to enter instead of the caller's own; for platform admins. */
  readonly tenant?: string | null
}

/**
 * Authenticates a caller and opens a scope in their tenant. Throws Fault `unauthenticated`, with the same message for
 * every credential that is unknown, expired, ended, revoked or suspended, `not_found` for a tenant that they may not
 * enter, and `forbidden` for a suspended tenant.
 */
export async function openScope(app: Application, knock: EntryRequest, visit: Visit): Promise<Scope> {
  if (knock.token === null) throw unauthenticated(NOTHING_SHOWN)
  const credential = await recallCredential(app, knock.token)
  if (!credential) throw unauthenticated(NOT_VALID)
  if (hasExpired(credential.expiresAt)) throw expired()
  const scope = await enter(app, credential, knock.tenant || null, visit)
  noteUse(app, credential, scope)
  return scope
}

const NOTHING_SHOWN = 'Sign in first: send an access token or an API key, as Authorization: Bearer <token>.'
const NOT_VALID = 'This token or key is invalid or has expired. Sign in again, or use another key.'

/** The same message; a dialect whose clients were told the difference finds it in `internal`. */
const expired = () => new Fault('unauthenticated', NOT_VALID, { internal: 'expired' })

/** The scope of a credential in its own tenant, or in the one that a platform admin names, with an owner's rights. */
export async function enter(
  app: Application,
  credential: Credential,
  tenant: string | null,
  visit: Visit,
): Promise<Scope> {
  const { holder, visitorSession } = credential
  refuseForeignPage(credential, visit)
  const place =
    tenant === null
      ? { tenantId: credential.tenantId, role: holder.role }
      : await findPlace(app, credential, tenant)
  const actor = { kind: holder.kind, id: holder.id, name: holder.name, role: place.role }
  const permissions = permissionsThrough(credential, place.role)
  const through = visitorSession && { widgetId: visitorSession.widgetId, agentId: visitorSession.agentId }
  // Platform admins are never locked out, not even by another platform admin.
  if (!permissions.has('platform:manage')) await refuseSuspended(app, place.tenantId)
  const scope = scopeOf(
    { app, tenantId: place.tenantId, actor: { ...actor, permissions, ...(through && { through }) } },
    visit,
    credential,
  )
  countCall(scope)
  return scope
}

/** A visitor session works on our own pages, which its widget shows in a frame, and on the pages of its site. */
function refuseForeignPage({ visitorSession }: Credential, { page }: Visit): void {
  if (visitorSession && page && !page.isOwn && !visitorSession.isAllowedAt(page.origin))
    throw forbidden('This page is not allowed to use the widget.')
}

async function findPlace(app: Application, credential: Credential, slugOrId: string) {
  const isFreeToRoam = permissionsThrough(credential, credential.holder.role).has('platform:manage')
  const tenant = await app.database.system((tx) => findTenant(tx, slugOrId))
  const isOwn = tenant?.tenant_id === credential.tenantId
  if (!tenant || !(isOwn || isFreeToRoam)) throw notFound('tenant')
  return { tenantId: tenant.tenant_id, role: isFreeToRoam ? ('owner' as const) : credential.holder.role }
}

const EVERY_MS = 60_000
const noted = new WeakMap<object, BoundedMap<number>>()

/** Notes that a key, a session or a visitor's token is used, at most once a minute, without letting the caller wait or fail for it. */
function noteUse(app: Application, credential: Credential, scope: Scope): void {
  const latest = noted.get(app.database) ?? boundedMap<number>(10_000)
  noted.set(app.database, latest)
  const now = performance.now()
  if (now - (latest.get(credential.id) ?? -EVERY_MS) < EVERY_MS) return
  latest.set(credential.id, now)
  const from = askedFrom(scope)
  app.database
    .write(credential.tenantId, (tx) => touch(tx, credential, from))
    .catch((error: unknown) =>
      logOf(scope).warn({ err: error }, 'The last use of a credential could not be recorded.'),
    )
}

async function touch(tx: Transaction, { kind, id, holder }: Credential, from: AskedFrom) {
  if (kind === 'api-key') return touchApiKey(tx, id)
  if (kind === 'visitor' || kind === 'visitor-session') return touchVisitor(tx, holder.id)
  // In the order in which a change to a member locks them.
  await touchMember(tx, holder.id)
  await touchSession(tx, id, from)
}
