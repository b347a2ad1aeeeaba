import type { FastifyInstance } from 'fastify'

const METHODS = 'DELETE, GET, HEAD, OPTIONS, POST'
const PREFLIGHT_SECONDS = '600'

/** Allows any page to call, as AgentChat did. No cookie opens anything here, so none can be abused. */
export function allowEveryOrigin(http: FastifyInstance) {
  http.addHook('onRequest', async (request, reply) => {
    reply.header('access-control-allow-origin', '*')
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return
    reply.header('access-control-allow-methods', METHODS)
    reply.header(
      'access-control-allow-headers',
      request.headers['access-control-request-headers'] ?? 'content-type',
    )
    reply.header('access-control-max-age', PREFLIGHT_SECONDS)
    await reply.code(200).type('text/plain; charset=utf-8').send('OK')
  })
}
