import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { isTorture, sized } from './size.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

interface Slow {
  readonly socket: Socket
  readonly heard: () => string
  readonly isClosed: () => boolean
}

function dial(first: string): Slow {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  let text = ''
  let isClosed = false
  socket.on('error', () => {})
  socket.on('data', (piece) => {
    text += String(piece)
  })
  socket.on('close', () => {
    isClosed = true
  })
  socket.write(first)
  return { socket, heard: () => text, isClosed: () => isClosed }
}

/** A piece every so often, until the other side has had enough. */
async function drip({ socket, isClosed }: Slow, piece: string, everyMs: number) {
  while (!isClosed()) {
    socket.write(piece)
    await pause(everyMs)
  }
}

test('a client that never finishes its request head is disconnected, and nobody waits for it', async () => {
  const slow = Array.from({ length: sized(40, 1_000) }, () =>
    dial('GET /healthz HTTP/1.1\r\nhost: localhost\r\n'),
  )
  const dripping = slow.map((one, at) => drip(one, `x-${at}: y\r\n`, 700))
  while (slow.some(({ isClosed }) => !isClosed())) {
    expect((await server.ask('GET', '/v1/me')).status).toBe(200)
    await pause(200)
  }
  await Promise.all(dripping)
  for (const { heard } of slow) expect(heard()).toMatch(/^HTTP\/1\.1 408/)
})

test.runIf(isTorture)(
  'a client that never finishes its body is disconnected too',
  async () => {
    const head = `POST /v1/agents HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${server.owner}\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n`
    const slow = Array.from({ length: 20 }, () => dial(head))
    await Promise.all(slow.map((one) => drip(one, ' ', 1_000)))
    for (const { heard } of slow) expect(heard()).toMatch(/^HTTP\/1\.1 4\d\d|^$/)
  },
  240_000,
)

test('a client that does not read its responses delays nobody, and they do not pile up', async () => {
  const request = `GET /docs HTTP/1.1\r\nhost: localhost\r\n\r\n`
  const whole = (await server.ask('GET', '/docs')).text.length
  const before = process.memoryUsage().rss
  const slow = Array.from({ length: sized(40, 300) }, () => {
    const one = dial(request.repeat(200))
    one.socket.pause()
    return one
  })
  for (let at = 0; at < 20; at += 1) {
    expect((await server.ask('GET', '/v1/me')).status).toBe(200)
    await pause(50)
  }
  // They did not read, and all that they asked for would take several times this.
  expect(process.memoryUsage().rss - before).toBeLessThan((slow.length * whole * 200) / 4)
  await expect.poll(() => slow.filter(({ isClosed }) => isClosed()).length).toBe(slow.length)
  for (const { socket } of slow) socket.destroy()
})
