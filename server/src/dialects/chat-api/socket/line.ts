import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { WebSocket } from 'ws'
import type { Visit } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { callerOf } from '#platform/http/trusted-proxies.ts'
import { renderThrown } from '../faults.ts'
import { add } from '../metrics.ts'
import { nextStamp } from '../stamps.ts'

const HEARTBEAT_MS = 30_000
const IDLE_MS = 300_000
const BUFFER_MAX_BYTES = 1_048_576
const LOW_WATER_BYTES = 65_536
const FRAMES_PER_SECOND_MAX = 100
const WAITING_MAX = 200
const CONNECTIONS_MAX = 1_000

/** A client's frame: its fields, including those nested under `data`. */
export interface Frame {
  readonly type: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** A frame that cannot be answered, in a code and words of theirs. */
export class FrameRefused extends Error {
  override readonly name = 'FrameRefused'
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
  constructor(code: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.code = code
    this.details = details
  }
}

/** One connection, of any client. */
export interface Line {
  readonly id: string
  readonly app: Application
  readonly visit: Visit
  send(type: string, data: object, besides?: object): void
  fail(error: unknown, details?: object): void
  /** Resolves when every frame so far was answered. */
  settled(): Promise<void>
  /** Resolves when the peer has received most of what was sent, or is gone. */
  drained(): Promise<void>
  close(code: number, reason: string): void
}

const knownTypes = new Set(
  'auth ping message text typing join_session leave_session books admin_message admin_action'.split(' '),
)

/** The codes of some errors in frames. */
const frameCodes: Readonly<Record<string, string>> = {
  AUTHENTICATION_ERROR: 'NOT_AUTHENTICATED',
  VALIDATION_ERROR: 'MESSAGE_ERROR',
  NOT_FOUND: 'CONVERSATION_ERROR',
}

let open = 0

/** Talks over a socket: frames are answered one after another. Null if there are too many connections. */
export function openLine(
  app: Application,
  socket: WebSocket,
  request: IncomingMessage,
  answer: (line: Line, frame: Frame) => Promise<void>,
): Line | null {
  if (open >= CONNECTIONS_MAX) {
    socket.close(1013, 'Too many connections.')
    return null
  }
  open += 1
  add(app, 'websocket_connections')
  const closing = new AbortController()
  let settled: Promise<void> = Promise.resolve()
  let waiting = 0
  let heardAt = performance.now()
  const visit: Visit = {
    requestId: randomUUID(),
    signal: closing.signal,
    address: callerOf(request),
    userAgent: request.headers['user-agent'],
  }
  const speaker = speakOver(app, socket, visit)
  const line: Line = {
    id: randomUUID(),
    app,
    visit,
    send: speaker.send,
    fail: speaker.fail,
    settled: () => settled,
    async drained() {
      while (socket.bufferedAmount > LOW_WATER_BYTES && !closing.signal.aborted)
        await new Promise((go) => setTimeout(go, 20))
    },
    close: (code, reason) => socket.close(code, reason),
  }

  const heartbeat = setInterval(() => {
    if (performance.now() - heardAt > IDLE_MS) return socket.close(1001, 'Nothing was heard for too long.')
    speaker.write({ type: 'heartbeat', timestamp: Math.floor(Date.now() / 1_000) })
  }, HEARTBEAT_MS)
  const isTooFast = openTempo()
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearInterval(heartbeat)
    open -= 1
    add(app, 'websocket_connections', {}, -1)
    closing.abort()
  })
  socket.on('message', (bytes) => {
    heardAt = performance.now()
    if (isTooFast() || waiting >= WAITING_MAX) return socket.close(1008, 'Too many frames.')
    waiting += 1
    settled = settled
      .then(() => {
        const frame = readFrame(String(bytes))
        add(app, 'websocket_messages_total', {
          direction: 'in',
          type: knownTypes.has(frame.type) ? frame.type : 'unknown',
        })
        return answer(line, frame)
      })
      .catch((error: unknown) => line.fail(error))
      .finally(() => {
        waiting -= 1
      })
  })
  line.send('connection', { connection_id: line.id, status: 'connected', server_time: nextStamp() })
  return line
}

/** Sends frames. A client that receives too slowly is disconnected. */
function speakOver(app: Application, socket: WebSocket, { requestId }: Visit) {
  const write = (frame: Readonly<Record<string, unknown>> & { type: string }) => {
    if (socket.bufferedAmount > BUFFER_MAX_BYTES) return socket.terminate()
    if (socket.readyState !== socket.OPEN) return
    add(app, 'websocket_messages_total', { direction: 'out', type: frame.type })
    socket.send(JSON.stringify(frame))
  }
  return {
    write,
    send: (type: string, data: object, besides: object = {}) =>
      write({ type, data, success: true, error: null, timestamp: nextStamp(), ...besides }),
    fail(error: unknown, details: object = {}) {
      const refused = error instanceof FrameRefused
      const { code: called, message } = refused ? error : renderThrown(error)
      const code = frameCodes[called] ?? called
      if (code === 'INTERNAL_SERVER_ERROR') app.log.error({ err: error, requestId }, 'A frame failed.')
      const data = { code, message, error: message, ...(refused && error.details), ...details }
      write({ type: 'error', data, success: false, error: { code, message }, timestamp: nextStamp() })
    },
  }
}

function readFrame(text: string): Frame {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    throw new FrameRefused('INVALID_JSON', '消息不是有效的JSON')
  }
  if (!isObject(read)) throw new FrameRefused('INVALID_JSON', '消息必须是JSON对象')
  if (typeof read.type !== 'string' || read.type === '')
    throw new FrameRefused('MISSING_TYPE', '缺少消息类型')
  return { type: read.type.slice(0, 60), fields: { ...read, ...(isObject(read.data) ? read.data : {}) } }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Counts frames per second; returns whether there were too many. */
function openTempo() {
  let second = 0
  let count = 0
  return () => {
    const now = Math.floor(performance.now() / 1_000)
    count = now === second ? count + 1 : 1
    second = now
    return count > FRAMES_PER_SECOND_MAX
  }
}

/** A text of a frame, by the first of its names that has one; numbers are as good. */
export function textIn({ fields }: Frame, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = fields[name]
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return undefined
}
