import type { FastifyRequest } from 'fastify'
import { openScope, systemScope, countCall, visitorScope } from '#features/access/index.ts'
import { unauthenticated } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Mount } from '../dialect.ts'
import { openSharedVisitor } from '../shared-visitor.ts'

/** Who calls, and the server's own hand in the same tenant for what a caller may not do. */
export interface Caller {
  readonly scope: Scope
  readonly system: Scope
}

/** The prefix keeps it apart from the names that other sites give to their visitors. */
const VISITOR = { externalId: 'dialect:agentchat', name: 'agentchat' }

const neverEnds = new AbortController().signal

/** Finds out who calls: a member by a bearer token, or the one visitor that all callers without one share. */
export function openCallers({ app, isOwnPort }: Mount) {
  const findShared = openSharedVisitor(app, VISITOR)

  return async (request: FastifyRequest, signal: AbortSignal = neverEnds): Promise<Caller> => {
    const userAgent = request.headers['user-agent']
    const visit = { requestId: request.id, signal, address: request.ip, userAgent }
    const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    if (token !== undefined) {
      const scope = await openScope(app, { token }, visit)
      return { scope, system: systemScope(app, scope.tenantId, visit) }
    }
    if (!isOwnPort) throw unauthenticated()
    const { tenantId, visitorId } = await findShared(visit)
    return {
      scope: countCall(visitorScope(app, tenantId, visitorId, VISITOR.name, visit)),
      system: systemScope(app, tenantId, visit),
    }
  }
}
