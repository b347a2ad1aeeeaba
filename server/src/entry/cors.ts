import type { FastifyInstance } from 'fastify'

const METHODS = 'GET, POST, PATCH, PUT, DELETE'
const REQUEST_HEADERS =
  'authorization, content-type, idempotency-key, last-event-id, x-api-key, parley-tenant, mcp-protocol-version, mcp-method, mcp-name'
const ANSWER_HEADERS = 'x-request-id, retry-after, ratelimit-policy, ratelimit'
const PREFLIGHT_SECONDS = '600'

/** Allows pages of the listed origins to call us. Never `*`, and never with cookies: we use none. */
export function allowOrigins(http: FastifyInstance, origins: readonly string[]) {
  http.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    if (origin === undefined || !origins.includes(origin)) return
    reply.header('access-control-allow-origin', origin)
    reply.header('access-control-expose-headers', ANSWER_HEADERS)
    reply.header('vary', 'origin')
    if (request.method !== 'OPTIONS') return
    reply.header('access-control-allow-methods', METHODS)
    reply.header('access-control-allow-headers', REQUEST_HEADERS)
    reply.header('access-control-max-age', PREFLIGHT_SECONDS)
    await reply.code(204).send()
  })
}
