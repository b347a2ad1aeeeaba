import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Application } from '#kernel/application.ts'
import { forbidden } from '#kernel/fault.ts'
import { actorId, type Scope } from '#kernel/scope.ts'
import { type ElevatedScope, elevateScope, openDialectScope } from '../kit/elevate-scope.ts'
import { enter, enterStream } from '../kit/visit.ts'

/** Who calls, and what things in their tenant are called here. */
export interface Caller {
  readonly scope: Scope
  readonly dialectScope: Scope
  readonly memberId: string
}

function callerOf(scope: Scope): Caller {
  // Only people with an account have agents here.
  if (scope.actor.kind !== 'member') throw forbidden()
  return { scope, memberId: actorId(scope), dialectScope: openDialectScope(scope) }
}

export const enterCaller = async (app: Application, request: FastifyRequest): Promise<Caller> =>
  callerOf(await enter(app, request))

/** The same for an answer that somebody waits for: it ends when they disconnect. */
export const enterListener = async (
  app: Application,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller> => callerOf((await enterStream(app, request, reply)).scope)

/**
 * An elevated scope for the caller's own agents, which nobody else sees: creating and changing them requires the
 * permission to write; a read-only key may not.
 */
export const elevateToWrite = ({ scope }: Caller): ElevatedScope =>
  elevateScope(scope, { asked: 'conversation:write', may: ['agent:read', 'agent:write'] })

/** The same for reading them, including their instructions. */
export const elevateToRead = ({ scope }: Caller): ElevatedScope =>
  elevateScope(scope, { asked: 'agent:read', may: ['agent:read', 'agent:write'] })
