import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { ServerFrame } from '#contract/frames.ts'
import { follow, openConversation, scriptedModels, send } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { dial } from '#test/support/socket.ts'

let models: ModelServer
let server: TestServer
beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
})
afterAll(async () => {
  await server.close()
  await models.close()
})

const rename = (conversationId: string, title: string) =>
  server.ask('PATCH', `/v1/conversations/${conversationId}`, { body: { title } })

/** The numbers of what a socket heard of a conversation's name. */
const numbersIn = (frames: readonly ServerFrame[]) =>
  frames.flatMap((frame) =>
    frame.type === 'event' && frame.event.type === 'conversation.changed' ? [frame.event.number] : [],
  )

/** Whatever happened to that name, by whoever hears all of it at once. */
async function recorded(after: number, count: number): Promise<number[]> {
  const socket = await dial(server, server.owner)
  socket.send({ type: 'events.follow', ref: 'all', after })
  await expect.poll(() => numbersIn(socket.frames)).toHaveLength(count)
  socket.close()
  return numbersIn(socket.frames)
}

async function newest(): Promise<number> {
  const socket = await dial(server, server.owner)
  socket.send({ type: 'events.follow', ref: 'now' })
  const { number } = await socket.frame('events.ready')
  socket.close()
  return number
}

test('a reader that receives nothing is disconnected with a reason, and resumes where it was', async () => {
  const conversationId = await openConversation(server)
  const message = { conversationId, clientId: 'once', parts: [{ type: 'text', text: 'x'.repeat(95_000) }] }
  const asked = await send(server, conversationId, message.parts[0]?.text ?? '', { clientId: 'once' })
  await follow(server, asked.reply?.id ?? '')
  const start = await newest()
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/v1/socket`, [
    'parley.v1',
    `bearer.${server.owner}`,
  ])
  const frames: ServerFrame[] = []
  socket.on('message', (data) => frames.push(JSON.parse(String(data)) as ServerFrame))
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) })),
  )
  await expect.poll(() => frames.map(({ type }) => type)).toContain('hello')
  socket.send(JSON.stringify({ type: 'events.follow', ref: 'events', after: start }))
  await expect.poll(() => frames.map(({ type }) => type)).toContain('events.ready')
  await rename(conversationId, 'Before')
  await expect.poll(() => numbersIn(frames)).toHaveLength(1)
  const closing = vi.spyOn(WebSocket.prototype, 'close')
  socket.pause()
  // Each repeat is acknowledged with the whole message: far more than what lies between them holds.
  for (let at = 0; at < 180; at += 1)
    socket.send(JSON.stringify({ type: 'message.send', ref: `m${at}`, message }))
  await rename(conversationId, 'Meanwhile')
  await rename(conversationId, 'After')
  await expect.poll(() => closing.mock.calls.some(([code]) => code === 4503)).toBe(true)
  closing.mockRestore()
  socket.resume()
  expect(await closed).toEqual({ code: 4503, reason: expect.stringContaining('resume') })
  const heard = numbersIn(frames)
  const again = await dial(server, server.owner)
  again.send({ type: 'events.follow', ref: 'events', after: heard.at(-1) ?? start })
  const all = await recorded(start, 3)
  await expect.poll(() => [...heard, ...numbersIn(again.frames)]).toEqual(all)
  again.close()
})

test('many readers that reconnect at once resume where they were: nothing twice, nothing missing', async () => {
  const conversationId = await openConversation(server)
  const start = await newest()
  const readers = Array.from({ length: 24 }, () => ({ heard: [] as number[] }))
  const gather = () =>
    Promise.all(
      readers.map(async (reader) => {
        const socket = await dial(server, server.owner)
        const after = reader.heard.at(-1) ?? start
        socket.send({ type: 'events.follow', ref: 'events', after })
        await socket.frame('events.ready')
        return { socket, reader }
      }),
    )
  const names = ['one', 'two', 'three', 'four']
  for (const [round, name] of names.entries()) {
    const sockets = await gather()
    await rename(conversationId, name)
    // Half of them hear it; the others lose their line before.
    await Promise.all(
      sockets.map(async ({ socket, reader }, at) => {
        if (at % 2 === round % 2) await expect.poll(() => numbersIn(socket.frames).length).toBeGreaterThan(0)
        socket.close()
        reader.heard.push(...numbersIn(socket.frames))
      }),
    )
  }
  const all = await recorded(start, names.length)
  for (const { socket, reader } of await gather()) {
    const missing = all.length - reader.heard.length
    await expect.poll(() => numbersIn(socket.frames)).toHaveLength(missing)
    expect([...reader.heard, ...numbersIn(socket.frames)]).toEqual(all)
    socket.close()
  }
})

test('a client that ignores the closing of a socket is disconnected', async () => {
  const { hostname, port } = new URL(server.url)
  const peer = connect(Number(port), hostname)
  const ended = new Promise((resolve) => peer.once('close', resolve))
  peer.write(
    'GET /v1/socket HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\nsec-websocket-protocol: parley.v1\r\n\r\n',
  )
  // Whatever it hears, it never answers.
  peer.resume()
  await once(peer, 'data')
  const began = performance.now()
  // A text that is no JSON, for which the server closes.
  peer.write(Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0x78]))
  await ended
  const took = performance.now() - began
  expect(took).toBeGreaterThan(4_000)
  expect(took).toBeLessThan(12_000)
}, 60_000)
