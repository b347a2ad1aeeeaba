import type { FastifyReply, FastifyRequest } from 'fastify'
import { asFault } from '#kernel/fault.ts'
import { answerFault } from '../http-answer.ts'

/** Answers whatever was thrown with its sentence alone: the AI SDK makes the body its error's message. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const fault = asFault(error)
  return answerFault(fault, request, reply).type('text/plain; charset=utf-8').send(fault.message)
}
