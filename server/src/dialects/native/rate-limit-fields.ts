import type { FastifyInstance, FastifyReply } from 'fastify'
import { limitsOf } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Standing } from '#platform/limits/rate-limiter.ts'
import { whenEntered } from '../kit/visit.ts'

/** Reports the limits that apply to the call with every response. */
export function tellRateLimits(http: FastifyInstance, app: Application): void {
  http.addHook('onRequest', async (request, reply) =>
    whenEntered(request, (scope) => showRateLimits(reply, limitsOf(app, request.ip, scope))),
  )
  // A caller who was not authenticated was only counted by address.
  http.addHook('onSend', async (request, reply) => {
    if (!reply.hasHeader('ratelimit')) showRateLimits(reply, limitsOf(app, request.ip, null))
  })
}

/**
 * `RateLimit-Policy` and `RateLimit`, according to draft-ietf-httpapi-ratelimit-headers-11; nothing without a limit.
 */
export function showRateLimits(reply: FastifyReply, limits: readonly Standing[]): void {
  if (limits.length === 0) return
  reply
    .header('ratelimit-policy', limits.map(({ kind, limit }) => `"${kind}";q=${limit};w=60`).join(', '))
    .header(
      'ratelimit',
      limits.map(({ kind, left, wholeInSeconds }) => `"${kind}";r=${left};t=${wholeInSeconds}`).join(', '),
    )
}
