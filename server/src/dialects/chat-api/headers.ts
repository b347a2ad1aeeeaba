import type { FastifyInstance } from 'fastify'
import type { Application } from '#kernel/application.ts'
import { refuseTokenInAddress, tokenOf } from './caller.ts'
import { add, observe } from './metrics.ts'

/** Headers of every response of the Chat API, and its counters. */
export function carryHeaders(http: FastifyInstance, app: Application) {
  http.addHook('onRequest', async (request, reply) => {
    reply
      .header('server', 'Chat-API')
      .header('x-frame-options', 'DENY')
      .header('x-xss-protection', '1; mode=block')
      .header('referrer-policy', 'strict-origin-when-cross-origin')
    if (tokenOf(request) !== null) reply.header('cache-control', 'no-store')
    refuseTokenInAddress(request)
  })
  http.addHook('onSend', async (_request, reply) => {
    reply.header('x-process-time', (reply.elapsedTime / 1_000).toFixed(6))
  })
  http.addHook('onResponse', async (request, reply) => {
    const route = (request.routeOptions.url ?? '').slice(http.prefix.length) || 'unknown'
    const endpoint = route.replace(/:\w+(\([^()]*\))?/g, '{id}')
    const labels = { method: request.method, endpoint }
    add(app, 'http_requests_total', { ...labels, status_code: String(reply.statusCode) })
    observe(app, 'http_request_duration_seconds', reply.elapsedTime / 1_000, labels)
  })
}
