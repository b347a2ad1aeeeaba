import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { WebSocket } from 'ws'
import { callerOf } from '#platform/http/trusted-proxies.ts'
import type { Mount } from '../dialect.ts'
import { bearerToken } from '../kit/visit.ts'
import { ask } from './ask.ts'
import { readMessageRequest } from './message-request.ts'
import type { EnterCaller, EntryRequest } from './caller.ts'
import { ticks } from './chat-routes.ts'
import { reasonOf } from './faults.ts'
import { followAnswer } from './follow-answer.ts'
import { Refusal } from './refusal.ts'

const BUFFER_MAX_BYTES = 1_048_576
const LOW_WATER_BYTES = 65_536
const WAITING_MAX = 20
const CONNECTIONS_MAX = 1_000

type Frame = Readonly<Record<string, unknown>>

/** One connection of a page. */
interface Line {
  readonly request: IncomingMessage
  /** Ends with the connection. */
  readonly left: AbortSignal
  tell(frame: Frame): void
  /** Resolves when the peer has received most of what was sent, or is gone. */
  drained(): Promise<void>
}

let open = 0

/** Talks over a socket: frames are answered one after another, and invalid ones get an error. */
function talk(
  mount: Mount,
  socket: WebSocket,
  request: IncomingMessage,
  answer: (line: Line, frame: Frame) => Promise<void>,
): void {
  if (open >= CONNECTIONS_MAX) return socket.close(1013, 'Too many connections.')
  open += 1
  const leaving = new AbortController()
  let settled: Promise<void> = Promise.resolve()
  let waiting = 0
  const line: Line = {
    request,
    left: leaving.signal,
    tell(frame) {
      if (socket.bufferedAmount > BUFFER_MAX_BYTES) return socket.terminate()
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame))
    },
    async drained() {
      while (socket.bufferedAmount > LOW_WATER_BYTES && !leaving.signal.aborted)
        await new Promise((go) => setTimeout(go, 20))
    },
  }
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    open -= 1
    leaving.abort()
  })
  socket.on('message', (bytes) => {
    if (waiting >= WAITING_MAX) return socket.close(1008, 'Too many messages.')
    waiting += 1
    settled = settled
      .then(() => (leaving.signal.aborted ? undefined : answer(line, readFrame(String(bytes)))))
      .catch((error: unknown) => {
        if (leaving.signal.aborted) return
        mount.app.log.warn({ err: error }, 'A frame could not be answered.')
        line.tell({ type: 'error', message: reasonOf(error, request.headers) })
      })
      .finally(() => {
        waiting -= 1
      })
  })
}

/** The chat socket: one question per frame, with the conversation so far. */
export const openChatSocket =
  (mount: Mount, enter: EnterCaller) => (socket: WebSocket, request: IncomingMessage) =>
    talk(mount, socket, request, async (line, frame) => {
      const asked = readMessageRequest(frame)
      const lasting = await enter(entryRequestOf(line, new AbortController().signal))
      const caller = await enter(entryRequestOf(line, line.left))
      const begun = await ask(lasting, asked)
      const { approvesTools } = asked
      for await (const delta of followAnswer({ caller, lasting, begun, approvesTools })) {
        line.tell({ type: 'content', delta })
        await line.drained()
      }
      line.tell({ type: 'done', finish_reason: 'stop' })
    })

/** A socket to test whether sockets work. */
export const openTestSocket = (mount: Mount) => (socket: WebSocket, request: IncomingMessage) =>
  talk(mount, socket, request, async (line, { command }) => {
    if (command !== 'start_stream') throw new Refusal(400, 'Unknown command')
    for await (const message of ticks(line.left, (tick) => tick)) line.tell({ type: 'stream', message })
    line.tell({ type: 'done', message: 'Stream completed' })
  })

const entryRequestOf = ({ request }: Line, signal: AbortSignal): EntryRequest => ({
  token: bearerToken(request.headers),
  visit: {
    requestId: randomUUID(),
    signal,
    address: callerOf(request),
    userAgent: request.headers['user-agent'],
  },
})

function readFrame(text: string): Frame {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    throw new Refusal(400, 'Invalid JSON')
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw new Refusal(400, 'A message must be a JSON object')
  return read as Frame
}
