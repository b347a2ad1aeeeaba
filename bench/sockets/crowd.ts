import { once } from 'node:events'
import { WebSocket } from 'ws'

/** How the sockets of a server are opened, and what they hear. */
export interface Gateway {
  readonly name: 'parley' | 'bare'
  readonly pid: number
  /** Where the socket of this place connects, and as whom. */
  socket(place: number): { url: string; protocols: string[] }
  /** What is said first; null where nothing needs to be. */
  readonly greeting: string | null
  /** Whether this frame says that the socket hears everything from now on. */
  isReady(frame: string): boolean
  /** Says the `nth` thing, counted from 1, that every socket hears. */
  say(nth: number, crowd: Crowd): Promise<void>
  /** Whether this frame brings it. */
  brings(frame: string, nth: number): boolean
}

export interface Crowd {
  readonly size: number
  /** Of the opening of each socket, until it heard everything, in milliseconds. */
  readonly openMs: readonly number[]
  /** The first of them, to write on. */
  readonly first: WebSocket
  /** Resolves with the moments at which the sockets heard the `nth` thing, once all have. */
  heard(nth: number): Promise<number[]>
  /** How many of them the server has closed. */
  lost(): number
  /** All at once and without a word, as when a network fails. */
  drop(): Promise<void>
}

const AT_ONCE = 100
const HEARD_WITHIN_MS = 60_000

/** Opens so many sockets, at most `atOnce` at a time. */
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
