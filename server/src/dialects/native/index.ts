import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { allRoutes } from '#contract/routes.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Dialect, Mount } from '../dialect.ts'
import { auditExportRoute } from './audit-export.ts'
import { completionRoutes } from './completions.ts'
import { documentRoutes } from './documents.ts'
import { exportRoutes } from './exports.ts'
import { renderFault } from './faults.ts'
import { fileRoutes } from './files.ts'
import { mailDoor } from './mail-door.ts'
import { showRateLimits, tellRateLimits } from './rate-limit-fields.ts'
import { sharedRoutes } from './shared/shared-routes.ts'
import { nativeSocket } from './socket.ts'
import { streamRoutes } from './streams.ts'
import { recordRoutes, unknownCall } from './unknown-calls.ts'
import { answerFault, faultOf } from '../kit/http-answer.ts'
import { enter, enterAnonymously } from '../kit/visit.ts'

/** Our own API, with the shape of the five others and no privileges. */
export const native: Dialect = {
  name: 'native',
  routes(http, mount) {
    recordRoutes(http)
    tellRateLimits(http, mount.app)
    tableRoutes(http, mount)
    streamRoutes(http, mount)
    completionRoutes(http, mount)
    fileRoutes(http, mount)
    mailDoor(http, mount)
    exportRoutes(http, mount)
    sharedRoutes(http, mount)
    auditExportRoute(http, mount)
    documentRoutes(http, mount)
  },
  sendError: (error, request, reply) => sendFault(faultOf(error, request), request, reply),
  sendNotFound: (request, reply) => sendFault(unknownCall(request, reply), request, reply),
  sockets: (mount) => [nativeSocket(mount)],
}

/** Serves every row of the table with a JSON response, by the use-case that it names. */
function tableRoutes(http: FastifyInstance, { app }: Mount) {
  const named = new Map(app.useCases.map((useCase) => [useCase.name, useCase]))
  for (const { method, path, name, status = 200, answers } of allRoutes) {
    if (answers !== undefined) continue
    const useCase = named.get(name)
    if (!useCase) throw new Error(`${method} ${path}: there is no use-case ${name}.`)
    const isPublic = useCase.permission === 'public'
    const call = useCase as (scope: Scope, input: never) => Promise<unknown>
    http.route({
      method,
      url: path,
      handler: async (request, reply) => {
        const scope = isPublic ? enterAnonymously(app, request) : await enter(app, request)
        const result = await call(scope, inputOf(request) as never)
        if (result === null || result === undefined) return reply.code(204).send()
        return reply.code(status).send(result)
      },
    })
  }
}

/** Path, query and body form one input; a key may only occur in one of them. */
function inputOf(request: FastifyRequest): Record<string, unknown> {
  const { params, query, body } = request as { params: object; query: object; body: unknown }
  if (request.isMultipart()) throw new Fault('invalid_input', 'Send JSON; only files are sent as a form.')
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body)))
    throw new Fault('invalid_input', 'The body must be a JSON object.')
  const input: Record<string, unknown> = { ...body }
  for (const [key, value] of [...Object.entries(query), ...Object.entries(params)]) {
    if (key in input) throw new Fault('invalid_input', `${key}: given twice.`)
    input[key] = value
  }
  return input
}

/** Sends a fault as problem+json; an invalid credential is reported as RFC 6750 requires. */
export function sendFault(fault: Fault, request: FastifyRequest, reply: FastifyReply) {
  if (fault.limits) showRateLimits(reply, fault.limits)
  answerFault(fault, request, reply)
  const { authorization, 'x-api-key': key } = request.headers
  if (fault.code === 'unauthenticated' && (authorization ?? key) !== undefined)
    reply.header('www-authenticate', 'Bearer error="invalid_token"')
  return reply.type('application/problem+json').send(renderFault(fault, request.id))
}
