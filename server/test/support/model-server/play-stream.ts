import type { ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ScriptedReply } from './scripted-reply.ts'
import type { WireStream } from './wire.ts'

const MID_STREAM = new Set(['drop', 'hang', 'cut', 'garbage', 'error'])

/**
 * Sends the stream piece by piece at the reply's pace, and breaks it where the reply says so. Ends when the client
 * leaves. `onDrop` is told before the socket is destroyed.
 */
export function playStream(
  response: ServerResponse,
  reply: ScriptedReply,
  stream: WireStream,
  onDrop: () => void,
): void {
  const { frames } = stream
  const breaksAt = MID_STREAM.has(reply.fail ?? '') ? (reply.at ?? Math.floor(frames.length / 2)) : null
  const last = breaksAt ?? frames.length
  const begunAt = performance.now() + reply.ttft
  let sent = 0
  let timer: NodeJS.Timeout | undefined
  response.once('close', () => clearTimeout(timer))

  const send = (text: string) => {
    if (!response.headersSent) openStream(response)
    if (text !== '') response.write(text)
  }
  const drop = () => {
    onDrop()
    response.destroy()
  }
  const fail = () => {
    // After the bytes written so far have left.
    if (reply.fail === 'drop') setImmediate(drop)
    else breakOff(response, reply, stream)
  }
  const step = () => {
    if (breaksAt === 0 && (reply.fail === 'drop' || reply.fail === 'hang')) return fail()
    const due = reply.tps === 0 ? last : 1 + Math.floor(((performance.now() - begunAt) * reply.tps) / 1000)
    const upTo = Math.min(last, Math.max(due, 1))
    const text = (response.headersSent ? '' : stream.start) + frames.slice(sent, upTo).join('')
    sent = upTo
    if (sent < last) {
      send(text)
      timer = setTimeout(step, Math.max(0, begunAt + (sent * 1000) / reply.tps - performance.now()))
    } else if (breaksAt === null) {
      send(text + stream.end)
      response.end()
    } else {
      send(text)
      fail()
    }
  }
  timer = setTimeout(step, reply.ttft)
}

function openStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
}

function breakOff(response: ServerResponse, reply: ScriptedReply, stream: WireStream): void {
  switch (reply.fail) {
    case 'cut':
      response.end()
      return
    case 'garbage':
      response.end('data: {"choices":[{"delta":{"cont\n\ndata: \u0000\u0001 not JSON\n\n')
      return
    case 'error':
      response.end(stream.error)
  }
}

/** Sends packets one by one, each in a turn of its own so that they are not joined on the way. */
export async function playPackets(
  response: ServerResponse,
  packets: Iterable<string | Uint8Array>,
): Promise<void> {
  response.flushHeaders()
  for (const packet of packets) {
    await nextTurn()
    if (response.destroyed) return
    response.write(packet)
  }
  await nextTurn()
  response.end()
}

/** The whole stream, one byte a packet. */
export async function playBytes(response: ServerResponse, stream: WireStream): Promise<void> {
  const bytes = Buffer.from(stream.start + stream.frames.join('') + stream.end)
  openStream(response)
  await playPackets(
    response,
    Array.from(bytes, (_, index) => bytes.subarray(index, index + 1)),
  )
}
