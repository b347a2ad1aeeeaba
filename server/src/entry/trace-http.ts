import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Span, Traces } from '#platform/traces/traces.ts'

/**
 * Creates spans for a port's requests by the route that answered. Not by URL, which may contain the secret of a link,
 * and not for health checks, which come every few seconds.
 */
export function traceRequests(http: FastifyInstance, traces: Traces) {
  const spans = new WeakMap<IncomingMessage, Span>()
  http.addHook('onRequest', (request, _reply, done) => {
    const { method, headers, protocol, raw, routeOptions } = request
    const route = routeOptions.url
    if (/^\/(healthz|readyz|metrics)$/.test(route ?? '')) return done()
    const span = traces.begin(route === undefined ? method : `${method} ${route}`, {
      kind: 'server',
      parent: typeof headers.traceparent === 'string' ? headers.traceparent : null,
      shared: { 'parley.request.id': request.id },
      attributes: {
        'http.request.method': method,
        'http.route': route,
        'url.scheme': protocol,
        'network.protocol.version': raw.httpVersion,
      },
    })
    spans.set(raw, span)
    traces.run(span, done)
  })
  // The body is read outside of the request's context.
  http.addHook('preValidation', ({ raw }, _reply, done) => {
    const span = spans.get(raw)
    if (span) traces.run(span, done)
    else done()
  })
  http.addHook('onResponse', async ({ raw }, reply) => {
    const { statusCode } = reply.raw
    const span = spans.get(raw)
    span?.set({ 'http.response.status_code': statusCode })
    span?.end(statusCode >= 500 ? String(statusCode) : undefined)
  })
}
