import type { FastifyInstance, FastifyReply } from 'fastify'
import { limitsOf } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Standing } from '#platform/limits/rate-limiter.ts'
import { whenEntered } from '../kit/visit.ts'

/** Says with every answer how the limits stand that the call was counted by. */
export function tellRateLimits(http: FastifyInstance, app: Application): void {
  http.addHook('onRequest', async (request, reply) =>
    whenEntered(request, (scope) => showRateLimits(reply, limitsOf(app, request.ip, scope))),
  )
  // Whoever did not come in was counted by where they are alone.
  http.addHook('onSend', async (request, reply) => {
    if (!reply.hasHeader('ratelimit')) showRateLimits(reply, limitsOf(app, request.ip, null))
  })
}

/** `RateLimit-Policy` and `RateLimit`, as draft-ietf-httpapi-ratelimit-headers-11 has them; nothing where nothing is limited. */
export function showRateLimits(reply: FastifyReply, limits: readonly Standing[]): void {
  if (limits.length === 0) return
  reply
    .header('ratelimit-policy', limits.map(({ kind, limit }) => `"${kind}";q=${limit};w=60`).join(', '))
    .header(
      'ratelimit',
      limits.map(({ kind, left, wholeInSeconds }) => `"${kind}";r=${left};t=${wholeInSeconds}`).join(', '),
    )
}
