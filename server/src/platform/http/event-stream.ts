import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { FastifyReply } from 'fastify'

export interface ServerSentEvent {
  id?: string
  event?: string
  /** Written as JSON, except that a string is written unchanged. */
  data: unknown
}

const HEARTBEAT_MS = 15_000

const open = new WeakMap<object, Set<unknown>>()
const streams = new WeakSet<object>()

/** How many event streams a server has open. */
export const openStreams = (server: object): number => open.get(server)?.size ?? 0

/** Whether a response is or was a stream. */
export const isStream = (raw: object): boolean => streams.has(raw)

function noteStream(server: object, raw: object): () => void {
  streams.add(raw)
  const all = open.get(server) ?? new Set()
  open.set(server, all.add(raw))
  return () => void all.delete(raw)
}

/** The reason when a stream's controller is aborted. Shared: creating one for each would cost as much as the stream. */
export const readerLeft = new Error('The client of a stream has disconnected.')

/**
 * Writes events as they arrive, until there are no more or the reader disconnects; then `leaving` is aborted, which
 * ends the source. Slow readers apply back pressure. After the stream has started, a failure just ends it: sources
 * report failures in their own events.
 */
export async function sendEventStream(
  reply: FastifyReply,
  leaving: AbortController,
  events: () => AsyncIterable<ServerSentEvent>,
): Promise<FastifyReply> {
  const { raw } = reply
  const forget = noteStream(reply.server.server, raw)
  const headers = reply.getHeaders() as Record<string, string>
  reply.hijack()
  raw.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  })
  raw.on('close', () => leaving.abort(readerLeft))
  // A write to a reader that has just disconnected; the stream ends as for any other.
  raw.on('error', () => leaving.abort(readerLeft))
  if (raw.destroyed) leaving.abort(readerLeft)
  const heartbeat = setInterval(() => raw.write(':\n\n'), HEARTBEAT_MS)
  try {
    for await (const event of events()) {
      if (leaving.signal.aborted) break
      writeTogether(raw.socket)
      if (!raw.write(format(event))) await once(raw, 'drain', { signal: leaving.signal }).catch(() => {})
    }
  } catch (error) {
    reply.log.warn({ err: error }, 'A stream ended early.')
  } finally {
    forget()
    clearInterval(heartbeat)
    leaving.abort(readerLeft)
    raw.end()
  }
  return reply
}

/** Lets everything that is written before the loop turns leave in one packet. */
function writeTogether(socket: Socket | null) {
  if (!socket || socket.writableCorked > 0) return
  socket.cork()
  setImmediate(() => socket.uncork())
}

function format({ id, event, data }: ServerSentEvent): string {
  const body = typeof data === 'string' ? data : JSON.stringify(data)
  let text = ''
  if (id !== undefined) text += `id: ${id}\n`
  if (event !== undefined) text += `event: ${event}\n`
  // A line break would end the event, so each line becomes a data line.
  return `${text}data: ${body.includes('\n') ? body.replace(/\r?\n/g, '\ndata: ') : body}\n\n`
}
