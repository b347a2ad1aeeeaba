import type { LiveLine } from './live-line.ts'
import type { SocketLine } from './over-socket.ts'

const FAILURES_MAX = 3

/** Uses the socket, or server-sent events if no socket can be opened (a proxy that blocks it). */
export function overEither(socket: SocketLine, eventStream: LiveLine): LiveLine {
  const line = () => (socket.failures() < FAILURES_MAX ? socket : eventStream)
  return {
    replyParts: (...listening) => line().replyParts(...listening),
    eventParts: (...listening) => line().eventParts(...listening),
  }
}
