import type { EventStreamPart, StoredEvent } from '#contract/events.ts'
import type { ServerFrame } from '#contract/frames.ts'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import { errorOfProblem } from '../api-error.ts'
import type { Bearer } from '../bearer.ts'
import type { LiveLine } from './live-line.ts'
import { openSocket, type OpenSocket } from './shared-socket.ts'
import { openStreamQueue, type StreamQueue } from './stream-queue.ts'

interface Listener {
  ref: string
  /** The reply listened to, or null for events. */
  replyId: string | null
  queue: StreamQueue<ReplyStreamPart | EventStreamPart>
}

export interface SocketLine extends LiveLine {
  /** Consecutive failures to open it, as long as it never succeeded. */
  failures(): number
}

/** Listens over one WebSocket that all listeners of a client share. It is opened for the first and closed after the last. */
export function overSocket(baseUrl: string, bearer: Bearer): SocketLine {
  const address = new URL(`${baseUrl}/v1/socket`, globalThis.location?.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  const listeners = new Set<Listener>()
  let opening: Promise<OpenSocket> | null = null
  let wasOpen = false
  let failures = 0
  let refs = 0

  const socket = (): Promise<OpenSocket> => {
    if (opening) return opening
    const onFrame = (frame: ServerFrame) => deliver(listeners, frame)
    const mine = openSocket(address.href, bearer, { onFrame, onClose: () => lose(mine) }).then(
      (opened) => {
        wasOpen = true
        return opened
      },
      (error: unknown) => {
        if (opening === mine) opening = null
        if (!wasOpen) failures++
        throw error
      },
    )
    opening = mine
    return mine
  }

  const lose = (lost: Promise<OpenSocket>) => {
    if (opening !== lost) return
    opening = null
    for (const { queue } of listeners) queue.end()
  }

  const closeWhenUnused = () => {
    if (listeners.size > 0) return
    opening?.then((opened) => opened.close()).catch(() => {})
    opening = null
  }

  const listen = async function* (
    replyId: string | null,
    signal: AbortSignal,
    ask: (socket: OpenSocket, ref: string) => void,
  ): AsyncGenerator<ReplyStreamPart | EventStreamPart> {
    const listener: Listener = { ref: String(++refs), replyId, queue: openStreamQueue() }
    const leave = () => listener.queue.end()
    signal.addEventListener('abort', leave, { once: true })
    listeners.add(listener)
    try {
      ask(await socket(), listener.ref)
      if (!signal.aborted) yield* listener.queue
    } finally {
      listeners.delete(listener)
      signal.removeEventListener('abort', leave)
      closeWhenUnused()
    }
  }

  return {
    failures: () => failures,
    replyParts: (replyId, after, signal) =>
      listen(replyId, signal, (opened, ref) =>
        opened.send({ type: 'reply.follow', ref, replyId, ...(after !== undefined && { after }) }),
      ) as AsyncIterable<ReplyStreamPart>,
    eventParts: (after, signal) =>
      listen(null, signal, (opened, ref) =>
        opened.send({ type: 'events.follow', ref, ...(after !== undefined && { after }) }),
      ) as AsyncIterable<EventStreamPart>,
  }
}

const deliver = (listeners: Iterable<Listener>, frame: ServerFrame) => {
  for (const listener of listeners) {
    const { queue, ref, replyId } = listener
    if (frame.type === 'fault' && frame.ref === ref) queue.end(errorOfProblem(frame.problem))
    if (frame.type === 'reply' && frame.part.replyId === replyId) queue.push(frame.part)
    if (replyId !== null) continue
    if (frame.type === 'event') queue.push({ type: 'event', event: frame.event as unknown as StoredEvent })
    if (frame.type === 'typing') queue.push(frame)
    if (frame.type === 'events.ready') queue.push({ type: 'ready', number: frame.number })
    if (frame.type === 'events.reset')
      queue.push({ type: 'reset', number: frame.number, reason: frame.reason })
  }
}
