import type { LeasedJob } from '#platform/queue/job.ts'
import type { Application } from '#kernel/application.ts'
import { type Permission, permissionsOf } from '#kernel/permissions.ts'
import {
  type Actor,
  type CallingPage,
  makeScope,
  type Origin,
  type Scope,
  type ScopeFacts,
} from '#kernel/scope.ts'
import { noteTenant } from '#kernel/tenant-of-request.ts'
import type { CredentialRef } from './credential.ts'

/** The facts about one request or socket. */
export interface Visit {
  readonly requestId: string
  readonly signal: AbortSignal
  readonly idempotencyKey?: string | null
  /** The client's address, as trusted by the server; sign-in attempts are counted by it. */
  readonly address?: string
  readonly userAgent?: string | undefined
  /** The calling page; omitted if there is none. */
  readonly page?: CallingPage | null
}

const NOWHERE = '00000000-0000-0000-0000-000000000000'
const nobodyCalled: Origin = { address: null, userAgent: null, page: null }
const credentials = new WeakMap<Scope, CredentialRef>()
const entrusted: ReadonlySet<Permission> = new Set<Permission>([...permissionsOf('owner'), 'internal'])

/** The credential that opened a scope, if any. Private to this feature. */
export const credentialOf = (scope: Scope): CredentialRef | null => credentials.get(scope) ?? null

type Place = Pick<ScopeFacts, 'app' | 'tenantId' | 'actor'>

const USER_AGENT_MAX = 300

/** An IPv4 address that is written as IPv6 is the same address. */
const originOf = ({ address, userAgent, page }: Visit): Origin => ({
  address: address?.replace(/^::ffff:(?=\d+\.)/i, '') || null,
  userAgent: userAgent?.slice(0, USER_AGENT_MAX).toWellFormed() || null,
  page: page ?? null,
})

/** Makes the scope of a visit. */
export function scopeOf(
  place: Place,
  visit: Visit,
  credential: CredentialRef | null,
  origin = originOf(visit),
): Scope {
  const scope = makeScope({
    ...place,
    origin,
    credentialId: credential?.id ?? null,
    requestId: visit.requestId,
    signal: visit.signal,
    idempotencyKey: visit.idempotencyKey ?? null,
  })
  if (credential) credentials.set(scope, credential)
  if (place.tenantId !== NOWHERE) noteTenant(visit.requestId, place.tenantId)
  return scope
}

/**
 * A scope for the inner commands of a flow: everything inside that tenant, in the name of that actor. It carries no
 * idempotency key, since each of the flow's commands would claim it.
 */
export const entrustedScope = (
  from: { app: Application; requestId: string; signal: AbortSignal; origin?: Origin },
  tenantId: string,
  actor: Pick<Actor, 'kind' | 'id' | 'name'>,
): Scope =>
  scopeOf(
    {
      app: from.app,
      tenantId,
      actor: { kind: actor.kind, id: actor.id, name: actor.name, role: 'owner', permissions: entrusted },
    },
    { requestId: from.requestId, signal: from.signal },
    null,
    from.origin ?? nobodyCalled,
  )

/** The anonymous scope: may only do what is public. */
export const anonymousScope = (app: Application, visit: Visit): Scope =>
  scopeOf(
    {
      app,
      tenantId: NOWHERE,
      actor: {
        kind: 'visitor',
        id: null,
        name: '',
        role: 'visitor',
        permissions: new Set<Permission>(['public']),
      },
    },
    visit,
    null,
  )

const actorKinds: readonly Actor['kind'][] = ['member', 'visitor', 'agent', 'system']

/** The worker's scope for a job: the tenant and actor that queued it, with all permissions there. */
export const jobScope = (
  app: Application,
  job: Pick<LeasedJob, 'tenantId' | 'actor' | 'requestId'>,
  signal: AbortSignal,
): Scope =>
  entrustedScope({ app, requestId: job.requestId, signal }, job.tenantId, {
    kind: actorKinds.find((kind) => kind === job.actor.kind) ?? 'system',
    id: job.actor.id,
    name: job.actor.name,
  })

/** The server itself inside a tenant. */
export const systemScope = (app: Application, tenantId: string, visit: Visit): Scope =>
  entrustedScope({ app, ...visit, origin: originOf(visit) }, tenantId, {
    kind: 'system',
    id: null,
    name: 'system',
  })

/** The server itself in the caller's tenant, for the rest of the call, with exactly these permissions. */
export const elevatedScope = (caller: Scope, permissions: ReadonlySet<Permission>): Scope =>
  scopeOf(
    {
      app: caller.app,
      tenantId: caller.tenantId,
      actor: { kind: 'system', id: null, name: 'system', role: 'owner', permissions },
    },
    { requestId: caller.requestId, signal: caller.signal },
    null,
    caller.origin,
  )

/**
 * A visitor for whom a dialect vouches, because its callers have no accounts; for callers with one, without permissions
 * that they lack.
 */
export const visitorScope = (
  app: Application,
  tenantId: string,
  visitorId: string,
  name: string,
  visit: Visit,
  atMost?: ReadonlySet<Permission>,
): Scope => {
  const permissions = [...permissionsOf('visitor')].filter((permission) => atMost?.has(permission) ?? true)
  return scopeOf(
    {
      app,
      tenantId,
      actor: { kind: 'visitor', id: visitorId, name, role: 'visitor', permissions: new Set(permissions) },
    },
    visit,
    null,
  )
}
