import type { FastifyRequest } from 'fastify'
import { openScope, countCall, visitorScope } from '#features/access/index.ts'
import { unauthenticated } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Mount } from '../dialect.ts'
import { openDialectScope } from '../kit/elevate-scope.ts'
import { openSharedVisitor } from '../kit/shared-visitor.ts'

/** The caller, with notes in their tenant about messages here. */
export interface Caller {
  readonly scope: Scope
  readonly dialectScope: Scope
}

/** The prefix separates it from external IDs of other sites. */
export const VISITOR = { externalId: 'dialect:agentchat', name: 'agentchat' }

const callerOf = (scope: Scope): Caller => ({ scope, dialectScope: openDialectScope(scope) })

const neverEnds = new AbortController().signal

/** Identifies the caller: a member by bearer token, or the visitor that all callers without one share. */
export function openCallers({ app, isOwnPort }: Mount) {
  const findShared = openSharedVisitor(app, VISITOR)

  return async (request: FastifyRequest, signal: AbortSignal = neverEnds): Promise<Caller> => {
    const userAgent = request.headers['user-agent']
    const visit = { requestId: request.id, signal, address: request.ip, userAgent }
    const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    if (token !== undefined) {
      const scope = await openScope(app, { token }, visit)
      return callerOf(scope)
    }
    if (!isOwnPort) throw unauthenticated()
    const { tenantId, visitorId } = await findShared(visit)
    return callerOf(countCall(visitorScope(app, tenantId, visitorId, VISITOR.name, visit)))
  }
}
