import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '#contract/error-codes.ts'
import { Fault } from '#kernel/fault.ts'
import { answerFault, faultOf } from '../kit/http-answer.ts'

interface Kind {
  status: number
  type: string
  code: string | null
}

const mistake = (status: number, code: string | null = null): Kind => ({
  status,
  type: 'invalid_request_error',
  code,
})
const breakdown = (status: number): Kind => ({ status, type: 'server_error', code: null })

/** OpenAI's error for each code; the compiler keeps it complete. */
const kinds: Record<ErrorCode, Kind> = {
  invalid_input: mistake(400),
  unauthenticated: mistake(401, 'invalid_api_key'),
  forbidden: mistake(403, 'insufficient_permissions'),
  not_found: mistake(404),
  conflict: mistake(409),
  precondition_failed: mistake(400),
  limit_reached: { status: 403, type: 'insufficient_quota', code: 'insufficient_quota' },
  rate_limited: { status: 429, type: 'rate_limit_error', code: 'rate_limit_exceeded' },
  too_large: mistake(413),
  upstream_failed: breakdown(502),
  unavailable: breakdown(503),
  internal: breakdown(500),
}

/** No agent of that name, or several. */
export class UnknownModel extends Fault {
  constructor(model: string, why = 'does not exist or you do not have access to it') {
    super('not_found', `The model \`${model}\` ${why}.`)
  }
}

/** A fault in OpenAI's envelope. */
export function renderFault(fault: Fault) {
  const { type, code } = kinds[fault.code]
  const isModel = fault instanceof UnknownModel
  return {
    error: {
      message: fault.message,
      type,
      param: isModel ? 'model' : (fault.fields?.[0]?.path ?? null),
      code: isModel ? 'model_not_found' : code,
    },
  }
}

/** Sends an error response, and logs the details that are not for the caller. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const fault = faultOf(error, request)
  const { status } = kinds[fault.code]
  return answerFault(fault, request, reply, status).send(renderFault(fault))
}
