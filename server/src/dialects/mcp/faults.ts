import type { CallToolResult } from '@modelcontextprotocol/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '#contract/error-codes.ts'
import type { Fault } from '#kernel/fault.ts'
import { answerFault, faultOf } from '../kit/http-answer.ts'

const INVALID_REQUEST = -32600
const INVALID_PARAMS = -32602
const INTERNAL = -32603
const REFUSED = -32000

/** The JSON-RPC code of each code; the compiler keeps it complete. */
export const rpcCodes: Record<ErrorCode, number> = {
  invalid_input: INVALID_REQUEST,
  unauthenticated: REFUSED,
  forbidden: REFUSED,
  not_found: INVALID_PARAMS,
  conflict: REFUSED,
  precondition_failed: REFUSED,
  limit_reached: REFUSED,
  rate_limited: REFUSED,
  too_large: REFUSED,
  upstream_failed: INTERNAL,
  unavailable: INTERNAL,
  internal: INTERNAL,
}

/** Details of a fault for the caller, besides its message. */
export const dataOf = ({ code, reason, fields, retryAfterSeconds }: Fault) => ({
  code,
  ...(reason !== undefined && { reason }),
  ...(fields && { errors: fields }),
  ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
})

/** Responds to errors that prevent a request from being served at all. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const fault = faultOf(error, request)
  const body = { code: rpcCodes[fault.code], message: fault.message, data: dataOf(fault) }
  return answerFault(fault, request, reply).send({ jsonrpc: '2.0', error: body, id: null })
}

/** A fault as the result of a tool: the model that called it reads why, and may do better. */
export const failedResult = (fault: Fault): CallToolResult => ({
  isError: true,
  content: [{ type: 'text', text: `${fault.code}: ${fault.message}` }],
  structuredContent: { ...dataOf(fault), detail: fault.message },
})
