import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '#contract/error-codes.ts'
import type { Fault } from '#kernel/fault.ts'
import { answerFault, faultOf } from '../kit/http-answer.ts'
import { UnknownMediaType } from './body.ts'
import { Refusal } from './refusal.ts'

type Words = Record<string, unknown>

const NO_TOKEN = 'Authentication credentials were not provided.'
const BAD_TOKEN = 'Given token not valid for any token type'

/** The status of each code and what Django REST framework says; null: the fault in its own words. */
const answers: Record<ErrorCode, { status: number; detail: string | null }> = {
  invalid_input: { status: 400, detail: null },
  unauthenticated: { status: 401, detail: BAD_TOKEN },
  forbidden: { status: 403, detail: 'You do not have permission to perform this action.' },
  not_found: { status: 404, detail: 'Not found.' },
  conflict: { status: 400, detail: null },
  precondition_failed: { status: 400, detail: null },
  limit_reached: { status: 403, detail: null },
  rate_limited: { status: 429, detail: null },
  too_large: { status: 413, detail: null },
  upstream_failed: { status: 502, detail: null },
  unavailable: { status: 503, detail: null },
  internal: { status: 500, detail: 'A server error occurred.' },
}

/** A fault in the words of the REST API. */
export function renderFault(fault: Fault, hasToken: boolean): { status: number; body: Words } {
  const { status, detail } = answers[fault.code]
  if (fault.code === 'unauthenticated')
    return { status, body: hasToken ? badToken(fault) : { detail: NO_TOKEN } }
  if (fault.code === 'rate_limited') return { status, body: { detail: throttled(fault) } }
  return { status, body: { detail: detail ?? fault.message } }
}

const badToken = ({ internal }: Fault): Words => ({
  detail: BAD_TOKEN,
  code: 'token_not_valid',
  messages: [
    {
      token_class: 'AccessToken',
      token_type: 'access',
      message: internal === 'expired' ? 'Token is expired' : 'Token is invalid',
    },
  ],
})

const throttled = ({ retryAfterSeconds }: Fault): string => {
  const seconds = Math.ceil(retryAfterSeconds ?? 0)
  return seconds > 0
    ? `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? '' : 's'}.`
    : 'Request was throttled.'
}

/** Sends an error response, and logs the details that are not for the caller. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof Refusal) return reply.code(error.status).send(error.body)
  if (error instanceof UnknownMediaType)
    return reply.code(415).send({ detail: `Unsupported media type "${error.mediaType}" in request.` })
  const fault = faultOf(error, request)
  const { status, body } = renderFault(fault, request.headers.authorization !== undefined)
  return answerFault(fault, request, reply, status).send(isOfPage(request) ? { error: body.detail } : body)
}

/** The old page's addresses have no trailing slash, and its errors another key. */
const isOfPage = ({ routeOptions: { url } }: FastifyRequest): boolean =>
  url !== undefined && !url.endsWith('/')
