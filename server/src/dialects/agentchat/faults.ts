import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '#contract/error-codes.ts'
import { asFault, Fault } from '#kernel/fault.ts'
import { type Issue, RefusedRequest } from './request.ts'
import { answerFault } from '../kit/http-answer.ts'

/** The status of each code, and FastAPI's or AgentChat's message; null: the fault's own. */
const answers: Record<ErrorCode, { status: number; detail: string | null }> = {
  invalid_input: { status: 422, detail: null },
  unauthenticated: { status: 401, detail: 'Not authenticated' },
  forbidden: { status: 403, detail: null },
  // Every path with an id in it names a session.
  not_found: { status: 404, detail: '会话不存在' },
  conflict: { status: 409, detail: null },
  precondition_failed: { status: 412, detail: null },
  limit_reached: { status: 403, detail: null },
  rate_limited: { status: 429, detail: null },
  too_large: { status: 413, detail: null },
  upstream_failed: { status: 500, detail: null },
  unavailable: { status: 500, detail: null },
  internal: { status: 500, detail: null },
}

/** A fault in FastAPI's format. A failed chat has its own, which the page shows among the messages. */
export function renderFault(fault: Fault, isChat: boolean): { status: number; body: { detail: unknown } } {
  const { status, detail } = answers[fault.code]
  const text = detail ?? fault.message
  if (fault.code === 'invalid_input') return { status, body: { detail: [issueFor(fault)] } }
  if (isChat && status === 500)
    return { status, body: { detail: { type: 'error', content: `Error: ${text}`, source: 'system' } } }
  return { status, body: { detail: text } }
}

/** An error from below this dialect, in pydantic's format. */
const issueFor = (fault: Fault): Issue =>
  fault.cause instanceof SyntaxError
    ? { type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {} }
    : { type: 'value_error', loc: ['body'], msg: `Value error, ${fault.message}`, input: null }

/** Sends an error response, and logs the details that are not for the caller. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof RefusedRequest) return reply.code(422).send({ detail: error.issues })
  const fault = faultFrom(error)
  const { status, body } = renderFault(fault, request.routeOptions.url?.endsWith('/chat') ?? false)
  return answerFault(fault, request, reply, status).send(body)
}

/** The HTTP server's own refusals say by their status that the caller is to blame. */
function faultFrom(error: unknown): Fault {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 0
  if (error instanceof Fault || status < 400 || status >= 500) return asFault(error)
  return new Fault(status === 413 ? 'too_large' : 'invalid_input', (error as Error).message, { cause: error })
}
