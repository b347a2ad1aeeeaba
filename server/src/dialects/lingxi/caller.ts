import type { FastifyReply, FastifyRequest } from 'fastify'
import { systemScope } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { forbidden } from '#kernel/fault.ts'
import { actorId, type Scope } from '#kernel/scope.ts'
import { enter, enterStream } from '../visit.ts'

/** Who calls, and the server's own hand in the same tenant for what a caller may do here and not elsewhere. */
export interface Caller {
  readonly scope: Scope
  readonly system: Scope
  readonly memberId: string
}

function callerOf(app: Application, request: FastifyRequest, scope: Scope): Caller {
  // Only people with an account have agents here.
  if (scope.actor.kind !== 'member') throw forbidden()
  const visit = { requestId: request.id, signal: scope.signal, address: request.ip }
  return { scope, memberId: actorId(scope), system: systemScope(app, scope.tenantId, visit) }
}

export const enterCaller = async (app: Application, request: FastifyRequest): Promise<Caller> =>
  callerOf(app, request, await enter(app, request))

/** The same, for an answer that somebody waits for: it is waited for no longer than they do. */
export const enterListener = async (
  app: Application,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller> => callerOf(app, request, (await enterStream(app, request, reply)).scope)

/** Making and changing agents of one's own takes what writing takes; a key that may only read may not. */
export function requireWriter({ scope }: Caller) {
  if (!scope.actor.permissions.has('conversation:write')) throw forbidden()
}

/** One's own agents are read by whoever may read agents. */
export function requireReader({ scope }: Caller) {
  if (!scope.actor.permissions.has('agent:read')) throw forbidden()
}
