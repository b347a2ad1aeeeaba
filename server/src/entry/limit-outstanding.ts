import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Browsers send one request after another, and programs few ahead. */
const OUTSTANDING_MAX = 16

/**
 * Disconnects a client that sends more and more requests on one connection and reads no response: all of them would be
 * kept in memory.
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
