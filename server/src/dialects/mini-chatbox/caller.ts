import type { FastifyReply, FastifyRequest } from 'fastify'
import { openScope, type Visit, countCall, visitorScope } from '#features/access/index.ts'
import { forbidden, unauthenticated } from '#kernel/fault.ts'
import type { Permission, TenantPermission } from '#kernel/permissions.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Mount } from '../dialect.ts'
import { type ElevatedScope, elevateScope, openDialectScope } from '../kit/elevate-scope.ts'
import { openSharedVisitor } from '../kit/shared-visitor.ts'
import { bearerToken } from '../kit/visit.ts'
import { Refusal } from './refusal.ts'
import { withItsTokens } from './tokens.ts'

/** Who calls, and what things in their tenant are called here. */
export interface Caller {
  readonly scope: Scope
  readonly dialectScope: Scope
  /** The permissions for objects created here; null for all. */
  readonly may: ReadonlySet<Permission> | null
  /** False for the visitor that all callers without an account share. */
  readonly isSignedIn: boolean
}

/** The credentials of a request or an upgrade. */
export interface EntryRequest {
  readonly token: string | null
  readonly visit: Visit
}

/** The prefix separates it from external IDs of other sites. */
export const VISITOR = { externalId: 'dialect:mini-chatbox', name: 'mini-chatbox' }

/** The permissions without an account besides chatting: nothing that affects how others are served. */
const looking: ReadonlySet<Permission> = new Set(['knowledge:search', 'knowledge:read', 'tool:use'])

const SIGN_IN = 'Only somebody who signed in may change this. An admin does so at /admin/.'

/**
 * Callers with an account have their usual permissions here. Without an account, everybody may look; if the operator
 * opened that too, they may do everything that the old server allowed, with objects created here.
 */
export function requireMay({ may, isSignedIn }: Caller, permission: TenantPermission): void {
  if (may === null || may.has(permission)) return
  throw isSignedIn ? forbidden() : new Refusal(401, SIGN_IN)
}

/** An elevated scope for objects created here, if the caller has the permission. */
export function elevateFor(
  caller: Caller,
  asked: TenantPermission,
  may: readonly Permission[],
): ElevatedScope {
  requireMay(caller, asked)
  return elevateScope(caller.scope, { asked, may, isOpened: !caller.isSignedIn })
}

/** The same for looking, which everybody may do without an account. */
export const elevateToLook = (
  { scope, isSignedIn }: Caller,
  asked: TenantPermission,
  may: readonly Permission[],
): ElevatedScope => elevateScope(scope, { asked, may, isOpened: !isSignedIn })

/** For what clients note of their conversations. Throws Fault `forbidden`. */
export const elevateToNote = ({ scope }: Caller) => elevateScope(scope, { asked: 'conversation:write' })

/** Refuses callers without an account who may only look. */
export function requireAccount({ may, isSignedIn }: Caller): void {
  if (!isSignedIn && may !== null) throw new Refusal(401, SIGN_IN)
}

const neverEnds = new AbortController().signal

export type EnterCaller = (knock: EntryRequest) => Promise<Caller>

/** Identifies the caller: a member by bearer token, or the visitor that all callers without one share. */
export function openCallers({ app, isOwnPort }: Mount): EnterCaller {
  const findShared = openSharedVisitor(app, VISITOR)
  const itsApp = withItsTokens(app)

  return async ({ token, visit }) => {
    if (token !== null) {
      const scope = await openScope(itsApp, { token }, visit)
      return { scope, dialectScope: openDialectScope(scope), may: scope.actor.permissions, isSignedIn: true }
    }
    if (!isOwnPort) throw unauthenticated()
    const { tenantId, visitorId } = await findShared(visit)
    const scope = countCall(visitorScope(app, tenantId, visitorId, VISITOR.name, visit))
    return {
      scope,
      dialectScope: openDialectScope(scope),
      may: app.settings.guestsSetUp ? null : looking,
      isSignedIn: false,
    }
  }
}

/** An unknown credential is refused, even if none is needed. */
const tokenOf = ({ headers }: FastifyRequest): string | null => {
  const token = bearerToken(headers)
  if (token === null && /^bearer\b/i.test(headers.authorization ?? '')) throw unauthenticated()
  return token
}

export const entryRequestOf = (request: FastifyRequest, signal: AbortSignal = neverEnds): EntryRequest => ({
  token: tokenOf(request),
  visit: { requestId: request.id, signal, address: request.ip, userAgent: request.headers['user-agent'] },
})

/** Aborts when the connection closes, so that nothing is written for a client that has left. */
export function closeSignalOf(reply: FastifyReply): AbortSignal {
  const left = new AbortController()
  reply.raw.once('close', () => left.abort())
  return left.signal
}
