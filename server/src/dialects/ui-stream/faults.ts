import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerFault, faultOf } from '../kit/http-answer.ts'

/** Sends an error response with the plain message: the AI SDK uses the body as its error's message. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const fault = faultOf(error, request)
  return answerFault(fault, request, reply).type('text/plain; charset=utf-8').send(fault.message)
}
