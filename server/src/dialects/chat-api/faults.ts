import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '#contract/error-codes.ts'
import { asFault, type Fault } from '#kernel/fault.ts'
import { answerFault } from '../kit/http-answer.ts'
import { Refusal } from './refusal.ts'
import { nextStamp } from './stamps.ts'

interface Answer {
  readonly status: number
  readonly code: string
  /** Null: the fault in its own words. */
  readonly message: string | null
}

/** The status and code of each of our errors, with the message of the Chat API. */
const answers: Record<ErrorCode, Answer> = {
  invalid_input: { status: 400, code: 'VALIDATION_ERROR', message: null },
  unauthenticated: { status: 401, code: 'AUTHENTICATION_ERROR', message: '认证令牌无效或已过期' },
  forbidden: { status: 403, code: 'AUTHORIZATION_ERROR', message: null },
  not_found: { status: 404, code: 'NOT_FOUND', message: '资源不存在' },
  conflict: { status: 409, code: 'CONFLICT', message: null },
  precondition_failed: { status: 409, code: 'CONFLICT', message: null },
  limit_reached: { status: 403, code: 'AUTHORIZATION_ERROR', message: null },
  rate_limited: { status: 429, code: 'RATE_LIMIT_EXCEEDED', message: '请求过于频繁，请稍后再试' },
  too_large: { status: 413, code: 'HTTP_ERROR', message: '请求内容过大' },
  upstream_failed: { status: 500, code: 'AI_SERVICE_ERROR', message: null },
  unavailable: { status: 500, code: 'DATABASE_ERROR', message: '服务暂时不可用' },
  internal: { status: 500, code: 'INTERNAL_SERVER_ERROR', message: '服务器内部错误' },
}

/** The code and message of an error, over HTTP and in frames. */
export function renderFault(fault: Fault): { status: number; code: string; message: string } {
  const { status, code, message } = answers[fault.code]
  return { status, code, message: message ?? fault.message }
}

/** The same for any thrown value. */
export function renderThrown(error: unknown): { status: number; code: string; message: string } {
  if (error instanceof Refusal) return { status: error.status, code: error.code, message: error.message }
  return renderFault(asFault(error))
}

/** Their envelope; callers that look for `detail` or `message` find it there too. */
export const envelope = (code: string, message: string, details: object = {}) => ({
  success: false as const,
  error: { code, message, details },
  message,
  detail: message,
  timestamp: nextStamp(),
})

/** Sends an error response, and logs the details that are not for the caller. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof Refusal) {
    if (error.status === 401) reply.header('www-authenticate', 'Bearer')
    return reply.code(error.status).send(envelope(error.code, error.message, error.details))
  }
  const fault = asFault(error)
  const { status, code, message } = renderFault(fault)
  return answerFault(fault, request, reply, status).send(envelope(code, message, detailsOf(fault)))
}

const detailsOf = ({ fields, retryAfterSeconds }: Fault) => ({
  ...(fields && {
    errors: fields.map(({ path, message }) => ({ field: path, message, type: 'value_error' })),
  }),
  ...(retryAfterSeconds !== undefined && { reset_time: Math.ceil(Date.now() / 1_000 + retryAfterSeconds) }),
})
