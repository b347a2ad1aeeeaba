import { once } from 'node:events'
import { WebSocket } from 'ws'

/** How the sockets of a server are opened, and what they receive. */
export interface Gateway {
  readonly name: 'parley' | 'bare'
  readonly pid: number
  /** Where the socket of this place connects, and as whom. */
  socket(place: number): { url: string; protocols: string[] }
  /** The first frame to send; null if none is needed. */
  readonly greeting: string | null
  /** Whether this frame confirms that the socket receives everything from now on. */
  isReady(frame: string): boolean
  /** Sends the `nth` message, counted from 1, to every socket. */
  say(nth: number, crowd: Crowd): Promise<void>
  /** Whether this frame is that message. */
  brings(frame: string, nth: number): boolean
}

export interface Crowd {
  readonly size: number
  /** From opening each socket until it receives everything, in milliseconds. */
  readonly openMs: readonly number[]
  /** The first of them, for sending. */
  readonly first: WebSocket
  /** Resolves with the times at which the sockets received the `nth` message, once all have. */
  heard(nth: number): Promise<number[]>
  /** How many of them the server has closed. */
  lost(): number
  /** Drops all together without a close frame, as when a network fails. */
  drop(): Promise<void>
}

const AT_ONCE = 100
const HEARD_WITHIN_MS = 60_000

/** Opens this many sockets, at most `atOnce` at a time. */
export async function gather(gateway: Gateway, size: number, atOnce = AT_ONCE): Promise<Crowd> {
  const sockets: WebSocket[] = []
  const openMs: number[] = []
  let next = 0
  let lost = 0
  let hear: (frame: string, place: number) => void = () => {}

  const open = async (place: number) => {
    const begunAt = performance.now()
    const { url, protocols } = gateway.socket(place)
    const socket = new WebSocket(url, protocols, { perMessageDeflate: false })
    sockets[place] = socket
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject)
      socket.on('close', (code) => {
        lost += 1
        reject(new Error(`The server closed a socket: ${code}`))
      })
      socket.on('message', (data) => {
        const frame = String(data)
        if (gateway.isReady(frame)) resolve()
        else hear(frame, place)
      })
      socket.on('open', () => {
        if (gateway.greeting !== null) socket.send(gateway.greeting)
      })
    })
    openMs.push(performance.now() - begunAt)
  }
  const opener = async () => {
    while (next < size) await open(next++)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, size) }, opener))

  return {
    size,
    openMs,
    get first() {
      const [socket] = sockets
      if (!socket) throw new Error('Nobody is there.')
      return socket
    },
    heard: (nth) =>
      new Promise((resolve, reject) => {
        const at = new Map<number, number>()
        const patience = setTimeout(
          () => reject(new Error(`${at.size} of ${size} sockets heard it within a minute.`)),
          HEARD_WITHIN_MS,
        )
        hear = (frame, place) => {
          if (at.has(place) || !gateway.brings(frame, nth)) return
          at.set(place, performance.now())
          if (at.size < size) return
          clearTimeout(patience)
          resolve([...at.values()])
        }
      }),
    lost: () => lost,
    async drop() {
      const ends = sockets.map((socket) => once(socket, 'close'))
      for (const socket of sockets) socket.terminate()
      await Promise.all(ends)
    },
  }
}
