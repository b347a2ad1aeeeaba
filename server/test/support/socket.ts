import { WebSocket } from 'ws'
import type { ClientFrame, ServerFrame } from '#contract/frames.ts'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import type { ReachedServer } from './open-test-server.ts'

/** A native socket that remembers every frame. */
export interface TestSocket {
  readonly frames: ServerFrame[]
  send(frame: ClientFrame): void
  /** The first frame, seen or to come, that fits. */
  frame<T extends ServerFrame['type']>(
    type: T,
    fits?: (frame: Extract<ServerFrame, { type: T }>) => boolean,
  ): Promise<Extract<ServerFrame, { type: T }>>
  /** The parts of a reply up to its end. */
  repliesUntilEnd(replyId: string): Promise<ReplyStreamPart[]>
  readonly closed: Promise<number>
  close(): void
}

export async function dial(server: ReachedServer, token: string): Promise<TestSocket> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/v1/socket`, [
    'parley.v1',
    `bearer.${token}`,
  ])
  const frames: ServerFrame[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data) => {
    frames.push(JSON.parse(String(data)) as ServerFrame)
    for (const look of waiting) look()
  })
  // Said by its close.
  socket.on('error', () => {})
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  const until = <R>(find: () => R | undefined): Promise<R> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The frame did not come.')), 15_000)
      const look = () => {
        const found = find()
        if (found === undefined) return
        clearTimeout(timer)
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })
  const test: TestSocket = {
    frames,
    send: (frame) => socket.send(JSON.stringify(frame)),
    frame: (type, fits = () => true) =>
      until(() =>
        frames.find(
          (frame): frame is Extract<ServerFrame, { type: typeof type }> =>
            frame.type === type && fits(frame as never),
        ),
      ),
    repliesUntilEnd: (replyId) =>
      until(() => {
        const parts = frames.flatMap((frame) =>
          frame.type === 'reply' && frame.part.replyId === replyId ? [frame.part] : [],
        )
        return parts.at(-1)?.type === 'reply-end' ? parts : undefined
      }),
    closed,
    close: () => socket.close(),
  }
  await test.frame('hello')
  return test
}
