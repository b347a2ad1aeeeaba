import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '#contract/error-codes.ts'
import { asFault, type Fault } from '#kernel/fault.ts'
import { INVALID, Refusal } from './refusal.ts'
import { answerFault } from '../kit/http-answer.ts'

/** The status of each code, and the old platform's message; null: the fault's own. */
const answers: Record<ErrorCode, { status: number; message: string | null }> = {
  invalid_input: { status: 400, message: INVALID },
  unauthenticated: { status: 401, message: 'Token 無效' },
  forbidden: { status: 403, message: '權限不足' },
  not_found: { status: 404, message: '資源不存在' },
  conflict: { status: 400, message: null },
  precondition_failed: { status: 400, message: null },
  limit_reached: { status: 403, message: null },
  rate_limited: { status: 429, message: '請求過於頻繁，請稍後再試' },
  too_large: { status: 413, message: '請求內容過大' },
  upstream_failed: { status: 500, message: null },
  unavailable: { status: 500, message: '伺服器錯誤' },
  internal: { status: 500, message: '伺服器內部錯誤' },
}

/** A fault in the old envelope. */
export function renderFault(fault: Fault) {
  const { status, message } = answers[fault.code]
  const isExpired = fault.code === 'unauthenticated' && fault.internal === 'expired'
  return {
    status,
    body: {
      success: false as const,
      message: isExpired ? 'Token 已過期' : (message ?? fault.message),
      ...(fault.code === 'invalid_input' && { errors: issuesOf(fault) }),
    },
  }
}

const issuesOf = ({ fields, message }: Fault) =>
  (fields ?? [{ path: '', message }]).map((field) => ({
    type: 'value_error',
    loc: field.path === '' ? [] : field.path.split('.'),
    msg: field.message,
  }))

/** Sends an error response, and logs the details that are not for the caller. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof Refusal)
    return reply.code(error.status).send({
      success: false,
      message: error.message,
      ...(error.errors && { errors: error.errors }),
    })
  const fault = asFault(error)
  const { status, body } = renderFault(fault)
  return answerFault(fault, request, reply, status).send(body)
}
