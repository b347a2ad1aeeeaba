import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Browsers send one request after another, and programs few ahead. */
const OUTSTANDING_MAX = 16

/**
 * Cuts off who asks for more and more on one connection and reads none of it: all those answers would be kept for them.
 */
export function limitOutstanding(http: FastifyInstance): void {
  const outstanding = new WeakMap<Socket, number>()
  http.addHook('onRequest', (request, reply, done) => {
    const { socket } = request.raw
    const count = (outstanding.get(socket) ?? 0) + 1
    outstanding.set(socket, count)
    reply.raw.once('close', () => outstanding.set(socket, (outstanding.get(socket) ?? 1) - 1))
    if (count <= OUTSTANDING_MAX) return done()
    reply.hijack()
    socket.destroy()
  })
}
