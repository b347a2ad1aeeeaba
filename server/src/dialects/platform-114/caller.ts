import type { FastifyReply, FastifyRequest } from 'fastify'
import { openScope, systemScope } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Scope } from '#kernel/scope.ts'
import { bearerToken, enter, enterStream } from '../visit.ts'
import { isSameHexId } from './hex-id.ts'
import { notAllowed, Refusal } from './refusal.ts'

/** Who calls, and the server's own hand in the same tenant for what a caller may do here and not elsewhere. */
export interface Caller {
  readonly scope: Scope
  readonly system: Scope
}

const neverEnds = new AbortController().signal

const callerOf = (app: Application, request: FastifyRequest, scope: Scope): Caller => ({
  scope,
  system: systemScope(app, scope.tenantId, {
    requestId: request.id,
    signal: scope.signal,
    address: request.ip,
  }),
})

function requireToken(request: FastifyRequest): string {
  const token = bearerToken(request.headers)
  if (token === null) throw new Refusal(401, '缺少 Token')
  return token
}

export async function enterCaller(app: Application, request: FastifyRequest): Promise<Caller> {
  requireToken(request)
  return callerOf(app, request, await enter(app, request))
}

/** The same, for an answer that is written while somebody listens: it ends with its reader. */
export async function enterListener(
  app: Application,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ caller: Caller; leaving: AbortController }> {
  requireToken(request)
  const { scope, leaving } = await enterStream(app, request, reply)
  return { caller: callerOf(app, request, scope), leaving }
}

/** The scope of the caller in the tenant of that id, which they must be free to enter. */
export const enterTenant = (app: Application, request: FastifyRequest, tenantId: string): Promise<Scope> =>
  openScope(
    app,
    { token: requireToken(request), tenant: tenantId },
    { requestId: request.id, signal: neverEnds, address: request.ip },
  )

/** The tenant in the path must be that of the token, even for those who run the server. */
export function requireTenant({ scope }: Caller, hexId: string) {
  if (!isSameHexId(hexId, scope.tenantId)) throw notAllowed()
}

export const runsServer = ({ actor }: Scope): boolean => actor.permissions.has('platform:manage')
export const runsTenant = ({ actor }: Scope): boolean => actor.permissions.has('tenant:manage')
