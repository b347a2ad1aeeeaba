import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '#contract/error-codes.ts'
import { asFault, type Fault, tooLarge } from '#kernel/fault.ts'
import { conversationIn } from '#kernel/spanned.ts'

/** The default HTTP status of each code; the compiler keeps it complete. */
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

/** The status of a fault; a full disk has its own. */
export const statusOf = ({ code, reason }: Fault): number => (reason === 'no-space' ? 507 : statuses[code])

/** An error while a request was read or answered, as a Fault. */
export const faultOf = (error: unknown, { routeOptions }: FastifyRequest): Fault =>
  asFault(error, isOfBody(error) ? routeOptions.bodyLimit : undefined)

/** A file in a form has another limit than a body. */
const isOfBody = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'FST_ERR_CTP_BODY_TOO_LARGE'

/** How much a field of a form may hold that is no file. */
export const FIELD_BYTES_MAX = 1_048_576

export const fieldTooLarge = (name: string): Fault => tooLarge(`The field ${name}`, FIELD_BYTES_MAX)

/** Starts the HTTP response to a fault, and logs the details that are not for the caller. */
export function answerFault(
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
  status = statusOf(fault),
): FastifyReply {
  // A client that disconnected is not a failure.
  if (status >= 500 && !reply.raw.destroyed)
    request.log.error(
      {
        err: fault.cause ?? fault,
        code: fault.code,
        internal: fault.internal,
        conversationId: conversationIn(request.params),
      },
      'A request failed.',
    )
  if (fault.retryAfterSeconds !== undefined) reply.header('retry-after', Math.ceil(fault.retryAfterSeconds))
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  return reply.code(status)
}
