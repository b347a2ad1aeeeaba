import { expect, test } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import type { ClientFrame } from '#contract/frames.ts'
import { openClient } from '../open-client.ts'
import { beginEvents, openTinyServer, sendEvent } from '../testing/tiny-server.ts'
import { replyId, writtenReply } from '../testing/written-reply.ts'

type Say = (frame: unknown) => void
type OnFrame = (frame: ClientFrame, say: Say, socket: WebSocket) => void

/** A native socket that accepts anyone and answers frames as the test defines. */
const openSocketServer = async (onFrame: OnFrame) => {
  const server = await openTinyServer((_, response) => response.writeHead(404).end())
  const sockets = new WebSocketServer({ server: server.http, path: '/v1/socket' })
  let opened = 0
  sockets.on('connection', (socket) => {
    opened++
    const say: Say = (frame) => socket.send(JSON.stringify(frame))
    say({ type: 'hello', heartbeatMs: 20_000, authenticated: false })
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as ClientFrame
      if (frame.type === 'authenticate') say({ type: 'authenticated', ref: frame.ref })
      else onFrame(frame, say, socket)
    })
  })
  const close = async () => {
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
    await server[Symbol.asyncDispose]()
  }
  return { baseUrl: server.baseUrl, opened: () => opened, [Symbol.asyncDispose]: close }
}

const clientOf = (baseUrl: string) => openClient({ baseUrl, credentials: { apiKey: 'pk_1' }, live: 'socket' })

const textOfReply = async (client: ReturnType<typeof clientOf>) => {
  let text = ''
  for await (const part of client.followReply(replyId)) if (part.type === 'text-delta') text += part.text
  return text
}

test('a reply and the events share one socket', async () => {
  await using server = await openSocketServer((frame, say) => {
    if (frame.type === 'events.follow') say({ type: 'events.ready', ref: frame.ref, number: 3 })
    if (frame.type === 'reply.follow')
      for (const part of writtenReply(['Good ', 'morning'])) say({ type: 'reply', part })
  })
  const client = clientOf(server.baseUrl)
  const leaving = new AbortController()
  const events = client.followEvents({ signal: leaving.signal })
  expect((await events.next()).value).toEqual({ type: 'ready', number: 3 })
  expect(await textOfReply(client)).toBe('Good morning')
  leaving.abort()
  await events.next()
  expect(server.opened()).toBe(1)
})

test('a reply resumes over a new socket when the first one broke', async () => {
  const asked: (string | undefined)[] = []
  const stream = writtenReply(['Good ', 'morning'])
  await using server = await openSocketServer((frame, say, socket) => {
    if (frame.type !== 'reply.follow') return
    asked.push(frame.after)
    if (asked.length === 1) {
      say({ type: 'reply', part: stream[0] })
      setTimeout(() => socket.terminate(), 20)
    } else for (const part of stream.slice(1)) say({ type: 'reply', part })
  })
  expect(await textOfReply(clientOf(server.baseUrl))).toBe('Good morning')
  expect(asked).toEqual([undefined, '1.0.5'])
})

test('a refused follow is an error of that follow only', async () => {
  await using server = await openSocketServer((frame, say) => {
    const problem = {
      type: 'about:not_found',
      title: '',
      status: 404,
      code: 'not_found',
      detail: 'No.',
      requestId: 'r',
    }
    if (frame.type === 'reply.follow') say({ type: 'fault', ref: frame.ref, problem })
  })
  await expect(textOfReply(clientOf(server.baseUrl))).rejects.toMatchObject({ code: 'not_found' })
})

test('without a socket, streams arrive as server-sent events', async () => {
  await using server = await openTinyServer((request, response) => {
    if (!request.path.endsWith('/stream')) return response.writeHead(404).end()
    beginEvents(response)
    for (const part of writtenReply(['Good'])) sendEvent(response, part.type, part, part.cursor)
    return response.end()
  })
  expect(await textOfReply(clientOf(server.baseUrl))).toBe('Good')
})
