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
  /** What may be done to what was made here; everything, where it is null. */
  readonly may: ReadonlySet<Permission> | null
  /** False for the one visitor whom all callers without an account share. */
  readonly isSignedIn: boolean
}

/** What a request or an upgrade presents to be let in. */
export interface EntryRequest {
  readonly token: string | null
  readonly visit: Visit
}

/** The prefix keeps it apart from the names that other sites give to their visitors. */
export const VISITOR = { externalId: 'dialect:mini-chatbox', name: 'mini-chatbox' }

/** What everybody does without an account besides talking: nothing by which another could be served otherwise. */
const looking: ReadonlySet<Permission> = new Set(['knowledge:search', 'knowledge:read', 'tool:use'])

const SIGN_IN = 'Only somebody who signed in may change this. An admin does so at /admin/.'

/**
 * Whoever signed in does here what they may do elsewhere. Without an account everybody looks; where the operator opened that
 * too, they do all that the old server let them, to what was made here.
 */
export function requireMay({ may, isSignedIn }: Caller, permission: TenantPermission): void {
  if (may === null || may.has(permission)) return
  throw isSignedIn ? forbidden() : new Refusal(401, SIGN_IN)
}

/** An elevated scope for what was made here, once the caller may do what is asked. */
export function elevateFor(
  caller: Caller,
  asked: TenantPermission,
  may: readonly Permission[],
): ElevatedScope {
  requireMay(caller, asked)
  return elevateScope(caller.scope, { asked, may, isOpened: !caller.isSignedIn })
}

/** The same for looking, which everybody without an account does. */
export const elevateToLook = (
  { scope, isSignedIn }: Caller,
  asked: TenantPermission,
  may: readonly Permission[],
): ElevatedScope => elevateScope(scope, { asked, may, isOpened: !isSignedIn })

/** For what clients note of their conversations. Throws Fault `forbidden`. */
export const elevateToNote = ({ scope }: Caller) => elevateScope(scope, { asked: 'conversation:write' })

/** For what nobody has done who only looks. */
export function requireAccount({ may, isSignedIn }: Caller): void {
  if (!isSignedIn && may !== null) throw new Refusal(401, SIGN_IN)
}

const neverEnds = new AbortController().signal

export type EnterCaller = (knock: EntryRequest) => Promise<Caller>

/** Finds out who calls: a member by a bearer token, or the one visitor that all callers without one share. */
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

/** A credential that is none of ours is refused, also where none is needed. */
const tokenOf = ({ headers }: FastifyRequest): string | null => {
  const token = bearerToken(headers)
  if (token === null && /^bearer\b/i.test(headers.authorization ?? '')) throw unauthenticated()
  return token
}

export const entryRequestOf = (request: FastifyRequest, signal: AbortSignal = neverEnds): EntryRequest => ({
  token: tokenOf(request),
  visit: { requestId: request.id, signal, address: request.ip, userAgent: request.headers['user-agent'] },
})

/** Ends with the connection, so that nothing is written any more for somebody who has left. */
export function closeSignalOf(reply: FastifyReply): AbortSignal {
  const left = new AbortController()
  reply.raw.once('close', () => left.abort())
  return left.signal
}
