import type { FastifyInstance } from 'fastify'
import type { Metrics } from '#kernel/metrics.ts'
import { isStream, openStreams } from '#platform/http/event-stream.ts'
import type { Sockets } from './websocket.ts'

/** Counts a door's requests by the route that answered, never by their address. */
export function countRequests(http: FastifyInstance, metrics: Metrics) {
  http.addHook('onResponse', async (request, reply) => {
    const route = { method: request.method, route: request.routeOptions.url ?? 'none' }
    metrics.count('parley_http_requests_total', { ...route, status: reply.raw.statusCode })
    if (!isStream(reply.raw)) metrics.observe('parley_http_request_seconds', route, reply.elapsedTime / 1_000)
  })
}

/** Reports open connections on every scrape. Returns a function that stops it. */
export function countOpen({ server }: FastifyInstance, sockets: Sockets, metrics: Metrics): () => void {
  const stops = [
    metrics.whenRead('parley_streams_open', () => [[{}, openStreams(server)]]),
    metrics.whenRead('parley_sockets_open', () => sockets.count().map(([route, open]) => [{ route }, open])),
  ]
  return () => stops.forEach((stop) => stop())
}
