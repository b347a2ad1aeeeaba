import type { FastifyInstance } from 'fastify'
import { sendFault } from '#dialects/native/index.ts'
import { asFault } from '#kernel/fault.ts'
import type { OpenApplication } from '#server/app.ts'
import { type MetricsRights, refuseMetrics } from './metrics-rights.ts'

/** `/metrics` for Prometheus: for callers with the token, or without a token for calls from this machine. */
export function addMetrics(http: FastifyInstance, { metrics }: OpenApplication, rights: MetricsRights) {
  http.get('/metrics', async (request, reply) => {
    try {
      refuseMetrics(request, rights)
    } catch (refusal) {
      return sendFault(asFault(refusal), request, reply)
    }
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.read())
  })
}
