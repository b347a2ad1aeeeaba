import type { FastifyReply, FastifyRequest } from 'fastify'
import { openScope } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { permissionsOf, type TenantPermission } from '#kernel/permissions.ts'
import type { Scope } from '#kernel/scope.ts'
import { type ElevatedScope, elevateScope, openDialectScope } from '../kit/elevate-scope.ts'
import { bearerToken, enter, enterStream } from '../kit/visit.ts'
import { isSameHexId } from './hex-id.ts'
import { notAllowed, Refusal } from './refusal.ts'

/** Who calls, and what things in their tenant are called here. */
export interface Caller {
  readonly scope: Scope
  readonly dialectScope: Scope
}

const neverEnds = new AbortController().signal

const callerOf = (scope: Scope): Caller => ({ scope, dialectScope: openDialectScope(scope) })

/** The permissions to create and use the company's source and agent. */
const DESK: readonly TenantPermission[] = ['agent:read', 'agent:write', 'knowledge:read', 'knowledge:write']

/** An elevated scope for opening a conversation with the company's agent, which may have to be created. */
export const elevateToAsk = ({ scope }: Caller): ElevatedScope =>
  elevateScope(scope, { asked: 'conversation:write', may: DESK })

/**
 * An elevated scope for the company's documents. If the operator gave these clients a port, every account may add and
 * list them, as it always could; a key or a visitor session only with that permission.
 */
export const elevateForDocuments = (
  { scope }: Caller,
  isOwnPort: boolean,
  asked: 'read' | 'write',
): ElevatedScope =>
  elevateScope(scope, {
    asked: asked === 'read' ? 'knowledge:read' : 'knowledge:write',
    may: DESK,
    isOpened: isOwnPort && isWholeMember(scope),
  })

const isWholeMember = ({ actor }: Scope): boolean =>
  actor.kind === 'member' && [...permissionsOf('end_user')].every((one) => actor.permissions.has(one))

function requireToken(request: FastifyRequest): string {
  const token = bearerToken(request.headers)
  if (token === null) throw new Refusal(401, '缺少 Token')
  return token
}

export async function enterCaller(app: Application, request: FastifyRequest): Promise<Caller> {
  requireToken(request)
  return callerOf(await enter(app, request))
}

/** The same for an answer that is written while somebody listens: it ends when they disconnect. */
export async function enterListener(
  app: Application,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ caller: Caller; leaving: AbortController }> {
  requireToken(request)
  const { scope, leaving } = await enterStream(app, request, reply)
  return { caller: callerOf(scope), leaving }
}

/** The scope of the caller in the tenant of that id, which they must be free to enter. */
export const enterTenant = (app: Application, request: FastifyRequest, tenantId: string): Promise<Scope> =>
  openScope(
    app,
    { token: requireToken(request), tenant: tenantId },
    { requestId: request.id, signal: neverEnds, address: request.ip },
  )

/** The tenant in the path must be that of the token, even for platform admins. */
export function requireTenant({ scope }: Caller, hexId: string) {
  if (!isSameHexId(hexId, scope.tenantId)) throw notAllowed()
}

export const runsServer = ({ actor }: Scope): boolean => actor.permissions.has('platform:manage')
export const runsTenant = ({ actor }: Scope): boolean => actor.permissions.has('tenant:manage')
