import { once } from 'node:events'
import { WebSocket } from 'ws'

/** A frame as Mini-Chatbox's page receives it. */
export interface ChatFrame {
  readonly type: string
  readonly delta?: string
  readonly message?: string
  readonly finish_reason?: string
}

/** A socket of Mini-Chatbox that remembers every frame. */
export interface ChatSocket extends AsyncDisposable {
  readonly raw: WebSocket
  readonly frames: ChatFrame[]
  send(frame: object | string): void
  /** All that was said since the last time, once it is done; throws what is told instead. */
  answer(): Promise<string>
  readonly closed: Promise<number>
}

const PATIENCE_MS = 45_000

export async function openChatSocket(
  url: string,
  options: { origin?: string; headers?: Record<string, string> } = {},
): Promise<ChatSocket> {
  const raw = new WebSocket(url.replace('http', 'ws'), options)
  const frames: ChatFrame[] = []
  const waiting = new Set<() => void>()
  let read = 0
  raw.on('message', (data) => {
    frames.push(JSON.parse(String(data)) as ChatFrame)
    for (const look of waiting) look()
  })
  const closed = new Promise<number>((resolve) => raw.on('close', resolve))
  await once(raw, 'open')
  raw.on('error', () => {})
  return {
    raw,
    frames,
    send: (frame) => raw.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    answer: () =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`No end came: ${JSON.stringify(frames).slice(0, 2_000)}`)),
          PATIENCE_MS,
        )
        const look = () => {
          const end = frames.findIndex(({ type }, at) => at >= read && type !== 'content')
          if (end === -1) return
          clearTimeout(timer)
          waiting.delete(look)
          const told = frames.slice(read, end)
          const last = frames[end]
          read = end + 1
          if (last?.type === 'done') resolve(told.map(({ delta }) => delta ?? '').join(''))
          else reject(new Error(last?.message ?? 'nothing'))
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
}
