import type { LiveLine } from './live-line.ts'
import type { SocketLine } from './over-socket.ts'

const FAILURES_MAX = 3

/** Listens over the socket, or by event streams where a socket never opens (a proxy that lets none through). */
export function overEither(socket: SocketLine, eventStream: LiveLine): LiveLine {
  const line = () => (socket.failures() < FAILURES_MAX ? socket : eventStream)
  return {
    replyParts: (...listening) => line().replyParts(...listening),
    eventParts: (...listening) => line().eventParts(...listening),
  }
}
