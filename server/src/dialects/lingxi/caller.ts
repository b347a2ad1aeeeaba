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

/** The same, for an answer that somebody waits for: it is waited for no longer than they do. */
export const enterListener = async (
  app: Application,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller> => callerOf((await enterStream(app, request, reply)).scope)

/**
 * An elevated scope for one's own agents, which nobody else sees: making and changing them takes what writing takes; a
 * key that may only read may not.
 */
export const elevateToWrite = ({ scope }: Caller): ElevatedScope =>
  elevateScope(scope, { asked: 'conversation:write', may: ['agent:read', 'agent:write'] })

/** The same for reading them, with what they were told. */
export const elevateToRead = ({ scope }: Caller): ElevatedScope =>
  elevateScope(scope, { asked: 'agent:read', may: ['agent:read', 'agent:write'] })
