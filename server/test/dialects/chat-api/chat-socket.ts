import { once } from 'node:events'
import { WebSocket } from 'ws'

/** A frame as the Chat API's pages receive it. */
export interface ChatFrame {
  readonly type: string
  readonly data?: Record<string, unknown>
  readonly success?: boolean
  readonly error?: { code: string; message: string } | null
  readonly timestamp?: string | number
  readonly [besides: string]: unknown
}

/** A socket of the Chat API that remembers every frame. */
export interface ChatSocket extends AsyncDisposable {
  readonly raw: WebSocket
  readonly frames: ChatFrame[]
  /** The types of all frames but pings and heartbeats, stretches of `ai_stream` as one. */
  types(): string[]
  send(frame: object): void
  /** The first frame, seen or to come, that fits. */
  frame(type: string, fits?: (frame: ChatFrame) => boolean): Promise<ChatFrame>
  readonly closed: Promise<number>
}

const PATIENCE_MS = 45_000

export async function openChatSocket(
  url: string,
  options: { origin?: string; headers?: Record<string, string> } = {},
): Promise<ChatSocket> {
  const raw = new WebSocket(url.replace('http', 'ws'), {
    ...(options.origin && { origin: options.origin }),
    ...(options.headers && { headers: options.headers }),
  })
  const frames: ChatFrame[] = []
  const waiting = new Set<() => void>()
  raw.on('message', (data) => {
    frames.push(JSON.parse(String(data)) as ChatFrame)
    for (const look of waiting) look()
  })
  const closed = new Promise<number>((resolve) => raw.on('close', resolve))
  await once(raw, 'open')
  raw.on('error', () => {})
  const socket: ChatSocket = {
    raw,
    frames,
    types: () =>
      frames
        .map(({ type, data }) => (type === 'ai_stream' && data?.is_complete === true ? 'ai_end' : type))
        .filter((type, at, all) => type !== 'heartbeat' && !(type === 'ai_stream' && all[at - 1] === type)),
    send: (frame) => raw.send(JSON.stringify(frame)),
    frame: (type, fits = () => true) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`No ${type} came: ${JSON.stringify(frames).slice(0, 2_000)}`)),
          PATIENCE_MS,
        )
        const look = () => {
          const found = frames.find((frame) => frame.type === type && fits(frame))
          if (!found) return
          clearTimeout(timer)
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    closed,
    async [Symbol.asyncDispose]() {
      raw.terminate()
      await closed
    },
  }
  await socket.frame('connection')
  return socket
}

/** What chat-front shows of frames: it drops one whose type, id and time it has seen, and knows three kinds. */
export function shownByPage(frames: readonly ChatFrame[]): string[] {
  const seen = new Set<string>()
  const bubbles: string[] = []
  let isOpen = false
  for (const frame of frames) {
    const mark = `${frame.type}_${String(frame.id)}_${String(frame.timestamp)}`
    if (frame.type !== 'ai_stream' && seen.has(mark)) continue
    seen.add(mark)
    if (frame.type === 'text' && frame.from !== 'user') bubbles.push(String(frame.text))
    if (frame.type !== 'ai_stream') continue
    const full = String(frame.data?.full_content)
    if (isOpen && full.length >= (bubbles.at(-1) ?? '').length) bubbles[bubbles.length - 1] = full
    else bubbles.push(full)
    isOpen = frame.data?.is_complete !== true
  }
  return bubbles
}
