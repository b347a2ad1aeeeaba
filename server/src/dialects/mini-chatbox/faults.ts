import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '#contract/error-codes.ts'
import { asFault, type Fault } from '#kernel/fault.ts'
import { answerFault, faultOf, statusOf } from '../kit/http-answer.ts'
import { Refusal } from './refusal.ts'

/** Django REST framework's message for a code; for others the fault's own message is used. */
const words: Partial<Record<ErrorCode, string>> = {
  unauthenticated: 'Given token not valid for any token type',
  not_found: 'Not found.',
  internal: 'A server error occurred.',
}

/** A fault in the formats of both variants of Mini-Chatbox. */
export function renderFault(fault: Fault) {
  const { code, message, fields = [] } = fault
  const text = words[code] ?? message
  const byField = Object.fromEntries(fields.map(({ path, message: complaint }) => [path, [complaint]]))
  return { status: statusOf(fault), body: { ...byField, error: text, detail: text } }
}

const UNSIGNED = 'Authentication credentials were not provided.'

/** The message of any error, as it is sent in frames and streams. */
export function reasonOf(error: unknown, { authorization }: IncomingHttpHeaders): string {
  if (error instanceof Refusal) return error.message
  const fault = asFault(error)
  return fault.code === 'unauthenticated' && authorization === undefined
    ? UNSIGNED
    : renderFault(fault).body.error
}

/** Sends an error response, and logs the details that are not for the caller. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof Refusal) return reply.code(error.status).send(error.body)
  const fault = faultOf(error, request)
  const { status, body } = renderFault(fault)
  const reason = reasonOf(fault, request.headers)
  return answerFault(fault, request, reply, status).send({ ...body, error: reason, detail: reason })
}
