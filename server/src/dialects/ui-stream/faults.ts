import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '#contract/error-codes.ts'
import { asFault } from '#kernel/fault.ts'

const statuses: Record<ErrorCode, number> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition_failed: 412,
  limit_reached: 403,
  rate_limited: 429,
  too_large: 413,
  upstream_failed: 502,
  unavailable: 503,
  internal: 500,
}

/** Answers whatever was thrown with its sentence alone: the AI SDK makes the body its error's message. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const fault = asFault(error)
  const status = statuses[fault.code]
  if (status >= 500 && !reply.raw.destroyed)
    request.log.error(
      { err: fault.cause ?? fault, code: fault.code, internal: fault.internal },
      'A request failed.',
    )
  if (fault.retryAfterSeconds !== undefined) reply.header('retry-after', Math.ceil(fault.retryAfterSeconds))
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  return reply.code(status).type('text/plain; charset=utf-8').send(fault.message)
}
