import type { WebSocket } from 'ws'

export const HEARTBEAT_MS = 20_000
const FRAMES_PER_SECOND_MAX = 200
const LOW_WATER_BYTES = 65_536

/** Sends pings; a peer that answered neither of two is gone. */
export function keepAlive(socket: WebSocket) {
  let missed = 0
  socket.on('pong', () => {
    missed = 0
  })
  return setInterval(() => {
    if (missed >= 2) return socket.terminate()
    missed += 1
    socket.ping()
  }, HEARTBEAT_MS)
}

/** Counts frames per second; returns whether there were too many. */
export function openTempo() {
  let second = 0
  let count = 0
  return () => {
    const now = Math.floor(performance.now() / 1_000)
    if (now !== second) {
      second = now
      count = 0
    }
    count += 1
    return count > FRAMES_PER_SECOND_MAX
  }
}

/** Resolves when the socket is drained, or is closing. */
export async function drained(socket: WebSocket, signal: AbortSignal): Promise<void> {
  while (socket.bufferedAmount > LOW_WATER_BYTES && !signal.aborted)
    await new Promise((go) => setTimeout(go, 20))
}
