import type { FastifyRequest } from 'fastify'
import {
  admitVisitor,
  credentialEnded,
  openScope,
  refuseSuspended,
  systemScope,
  type Visit,
  visitorScope,
} from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { unauthenticated } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Mount } from '../dialect.ts'
import { findHomeTenant } from '../home-tenant.ts'

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
  let sharing: Promise<{ tenantId: string; visitorId: string }> | undefined
  // The one whom they share may have been merged into another, or erased.
  credentialEnded(app, (id) =>
    sharing?.then(
      ({ visitorId }) => {
        if (visitorId === id) sharing = undefined
      },
      () => {},
    ),
  )
  const findShared = (visit: Visit) =>
    (sharing ??= admitShared(app, visit).catch((error: unknown) => {
      sharing = undefined
      throw error
    }))

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
    await refuseSuspended(app, tenantId)
    return {
      scope: visitorScope(app, tenantId, visitorId, VISITOR.name, visit),
      system: systemScope(app, tenantId, visit),
    }
  }
}

async function admitShared(app: Application, visit: Visit) {
  const tenantId = await findHomeTenant(app, visit)
  const { visitorId } = await admitVisitor(systemScope(app, tenantId, visit), VISITOR)
  return { tenantId, visitorId }
}
