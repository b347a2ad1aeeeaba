import type { ClientFrame, ServerFrame } from '#contract/frames.ts'
import { errorOfProblem, unreachable } from '../api-error.ts'
import type { Bearer } from '../bearer.ts'

/** One open socket that has been let in. */
export interface OpenSocket {
  send(frame: ClientFrame): void
  close(): void
}

interface Hearing {
  onFrame(frame: ServerFrame): void
  /** Told once, after the socket was open and is no more. */
  onClose(): void
}

/** Opens a socket and authenticates. Throws ApiError if it cannot be opened or is refused. */
export async function openSocket(address: string, bearer: Bearer, hearing: Hearing): Promise<OpenSocket> {
  const token = bearer.current()
  const tenant = bearer.tenant()
  try {
    return await connect(address, { token: token ?? '', tenant }, hearing)
  } catch (error) {
    const isRefused = error instanceof Error && 'code' in error && error.code === 'unauthenticated'
    if (!isRefused || token === null || !(await bearer.renew(token))) throw error
    return connect(address, { token: bearer.current() ?? '', tenant }, hearing)
  }
}

const AUTHENTICATE = 'authenticate'
const OPENING_MS = 10_000

interface Entering {
  token: string
  tenant: string | null
}

const connect = (address: string, { token, tenant }: Entering, hearing: Hearing): Promise<OpenSocket> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(address, 'parley.v1')
    const send = (frame: ClientFrame) =>
      socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(frame))
    const opening = setTimeout(() => socket.close(), OPENING_MS)
    let isIn = false
    let stopBeating = () => {}

    socket.addEventListener('open', () =>
      send({ type: 'authenticate', ref: AUTHENTICATE, token, ...(tenant !== null && { tenant }) }),
    )
    socket.addEventListener('message', ({ data }) => {
      const frame = JSON.parse(String(data)) as ServerFrame
      if (frame.type === 'hello') stopBeating = beat(socket, send, frame.heartbeatMs)
      else if (frame.type === 'authenticated') {
        isIn = true
        clearTimeout(opening)
        resolve({ send, close: () => socket.close() })
      } else if (frame.type === 'fault' && !isIn) {
        reject(errorOfProblem(frame.problem))
        socket.close()
      } else hearing.onFrame(frame)
    })
    socket.addEventListener('close', ({ code }) => {
      clearTimeout(opening)
      stopBeating()
      if (isIn) hearing.onClose()
      reject(unreachable(new Error(`The socket closed with code ${code}.`)))
    })
  })

/** Sends a ping at every interval; a socket that is silent for two intervals is dropped. */
const beat = (socket: WebSocket, send: (frame: ClientFrame) => unknown, everyMs: number): (() => void) => {
  let heardAt = Date.now()
  const hear = () => {
    heardAt = Date.now()
  }
  socket.addEventListener('message', hear)
  const timer = setInterval(() => {
    if (Date.now() - heardAt > 2 * everyMs + 1_000) socket.close()
    else send({ type: 'ping', ref: 'beat' })
  }, everyMs)
  return () => clearInterval(timer)
}
