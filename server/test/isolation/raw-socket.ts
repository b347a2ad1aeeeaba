import { once } from 'node:events'
import { WebSocket } from 'ws'

type Frame = Record<string, unknown> & { type: string }

/** The native socket as a client sees it who may also misbehave. */
export interface RawSocket extends AsyncDisposable {
  readonly raw: WebSocket
  send(frame: unknown): void
  /** The next frame of a type; earlier ones of other types are passed over. */
  next(type: string): Promise<Frame>
  /** Resolves when the server has closed it. */
  readonly closed: Promise<{ code: number; reason: string }>
}

const PATIENCE_MS = 8_000

export async function openSocket(
  url: string,
  { token, headers = {} }: { token?: string; headers?: Record<string, string> } = {},
): Promise<RawSocket> {
  const protocols = ['parley.v1', ...(token === undefined ? [] : [`bearer.${token}`])]
  const raw = new WebSocket(`${url.replace('http', 'ws')}/v1/socket`, protocols, { headers })
  const frames: Frame[] = []
  let wake = () => {}
  raw.on('message', (data) => {
    frames.push(JSON.parse(String(data)) as Frame)
    wake()
  })
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    raw.on('close', (code, reason) => {
      resolve({ code, reason: String(reason) })
      wake()
    })
  })
  await once(raw, 'open')
  raw.on('error', () => {})

  return {
    raw,
    closed,
    send: (frame) => raw.send(JSON.stringify(frame)),
    async next(type) {
      const until = performance.now() + PATIENCE_MS
      for (;;) {
        while (frames.length > 0) {
          const frame = frames.shift()
          if (frame?.type === type) return frame
        }
        if (raw.readyState === WebSocket.CLOSED || performance.now() > until)
          throw new Error(`No ${type} came.`)
        await new Promise<void>((resolve) => {
          wake = resolve
          setTimeout(resolve, 200)
        })
      }
    },
    async [Symbol.asyncDispose]() {
      raw.terminate()
      await closed
    },
  }
}
