import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { openConversation } from '#test/support/conversation.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { dial } from '#test/support/socket.ts'
import { sized } from './size.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

test('a compressed body is not decompressed', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1_048_576, '{'))
  expect(bomb.length).toBeLessThan(1_048_576)
  const answer = await fetch(`${server.url}/v1/agents`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${server.owner}`,
      'content-type': 'application/json',
      'content-encoding': 'gzip',
    },
    body: bomb,
  })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
})

test('callers that disconnect at any point leak no descriptor', async () => {
  const opened = () => readdirSync('/proc/self/fd').length
  const { hostname, port } = new URL(server.url)
  const beginnings = [
    'POST /v1/files HTTP/1.1\r\nhost: localhost\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 90000\r\n',
    'POST /v1/agents HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\ncontent-type: application/json\r\n',
    'GET /v1/events HTTP/1.1\r\nhost: localhost\r\n',
  ]
  const leave = (at: number) =>
    new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => {})
      socket.on('close', () => resolve())
      socket.write(
        `${beginnings[at % beginnings.length]}authorization: Bearer ${server.owner}\r\n\r\n--x\r\n`,
        () => setTimeout(() => socket.resetAndDestroy(), at % 7),
      )
    })
  await Promise.all(Array.from({ length: 30 }, (_, at) => leave(at)))
  await expect.poll(async () => (await server.ask('GET', '/readyz')).status).toBe(200)
  const before = opened()
  for (let round = 0; round < sized(5, 100); round += 1)
    await Promise.all(Array.from({ length: 60 }, (_, at) => leave(at)))
  await expect.poll(opened).toBeLessThan(before + 30)
})

test('a flood of pings and empty fragments on one socket affects no other', async () => {
  const flooding = new WebSocket(`${server.url.replace('http', 'ws')}/v1/socket`, [
    'parley.v1',
    `bearer.${server.owner}`,
  ])
  const closed = new Promise<number>((resolve) => flooding.on('close', resolve))
  flooding.on('error', () => {})
  await new Promise((resolve) => flooding.on('open', resolve))
  let pongs = 0
  flooding.on('pong', () => {
    pongs += 1
  })
  const other = await dial(server, server.owner)
  const many = sized(20_000, 200_000)
  for (let at = 0; at < many; at += 1) flooding.ping()
  other.send({ type: 'ping', ref: 'meanwhile' })
  await other.frame('pong')
  await expect.poll(() => pongs > 0 || flooding.readyState === flooding.CLOSED).toBe(true)
  for (let at = 0; at < many && flooding.readyState === flooding.OPEN; at += 1)
    flooding.send('', { fin: false })
  other.send({ type: 'ping', ref: 'still' })
  await other.frame('pong', ({ ref }) => ref === 'still')
  flooding.terminate()
  await closed
  other.close()
})

const odd = (one: string, end = '!') => one.repeat(Math.ceil(20_000 / one.length)) + end
/** What makes careless patterns try very many ways before they give up. */
const texts = [
  odd('a'),
  odd(' '),
  odd('\t \n'),
  odd('a@'),
  odd('a.a-'),
  odd('http://'),
  odd('www.a.'),
  odd('[a]('),
  odd('![['),
  odd('*_*'),
  odd('`'),
  odd('|-'),
  odd('<a '),
  odd('<!--'),
  odd('&#'),
  odd('%41'),
  odd('"\\'),
  odd('1.'),
  odd('0'),
  odd('，。'),
  odd('的a1'),
  odd('data:text/html;base64,'),
  odd('[[tool '),
]

test('texts that slow careless patterns stop nothing, wherever they are sent', async () => {
  const conversationId = await openConversation(server)
  const knowledgeBase = await server.ask<{ id: string }>('POST', '/v1/knowledge-bases', {
    body: { name: 'Odd' },
  })
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Odd' } })
  const places: ((text: string) => Promise<{ status: number }>)[] = [
    (text) =>
      server.ask('POST', `/v1/conversations/${conversationId}/messages`, {
        body: { parts: [{ type: 'text', text }], whenBusy: 'queue' },
      }),
    (text) =>
      server.ask('PATCH', `/v1/conversations/${conversationId}`, { body: { title: text.slice(0, 200) } }),
    (text) => server.ask('PATCH', `/v1/agents/${agent.body.id}`, { body: { instructions: text } }),
    (text) => server.ask('POST', '/v1/search', { body: { query: text.slice(0, 2_000) } }),
    (text) =>
      server.ask('POST', `/v1/knowledge-bases/${knowledgeBase.body.id}/documents`, {
        body: { name: text.slice(0, 255), text },
      }),
    (text) => server.ask('POST', '/v1/auth/login', { token: null, body: { email: text, password: text } }),
    (text) => server.ask('GET', '/v1/me', { headers: { 'user-agent': encodeURI(text).slice(0, 8_000) } }),
    (text) => server.ask('GET', `/v1/conversations?search=${encodeURIComponent(text).slice(0, 6_000)}`),
    (text) =>
      server.ask('POST', '/v1/webhooks', { body: { url: `https://example.com/${text}`, events: ['*'] } }),
    (text) => {
      const form = new FormData()
      form.append('file', new Blob(['a']), `${text.slice(0, 900)}.txt`)
      const headers = { authorization: `Bearer ${server.owner}` }
      return fetch(`${server.url}/v1/files`, { method: 'POST', headers, body: form })
    },
  ]
  const slow: string[] = []
  for (const text of texts)
    for (const [place, write] of places.entries()) {
      const begun = process.cpuUsage()
      const { status } = await write(text)
      const { user } = process.cpuUsage(begun)
      expect(status).not.toBe(500)
      // Of the processor, not of the clock: a pattern that tries all ways takes minutes of it.
      if (user > 5_000_000) slow.push(`${place}: ${text.slice(0, 20)}`)
    }
  expect(slow).toEqual([])
  expect((await server.ask('GET', '/readyz')).status).toBe(200)
}, 180_000)
