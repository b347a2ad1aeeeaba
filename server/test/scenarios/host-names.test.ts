import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#server/config.ts'
import { raw } from '#test/hostile/send-request.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

// A page of a stranger's name that resolves to this machine: the browser takes the two for one, so its origin is its host.

const OWN_PORTS = ['agentchat', 'lingxi', 'chat-api', 'platform-114', 'mini-chatbox']
const REBOUND = 'rebound.example.com'

let server: TestServer

beforeAll(async () => {
  server = await openTestServer({
    env: { PARLEY_PUBLIC_URL: 'https://chat.example.com/', PARLEY_ALLOWED_HOSTS: '*.shops.example.org, app' },
    listeners: [
      { port: 0, dialects: ['native'] },
      ...OWN_PORTS.map((name) => ({ port: 0, dialects: [name] })),
    ],
  })
})
afterAll(() => server.close())

const ask = (door: number, path: string, host: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const { hostname, port } = new URL(server.doors[door]?.url ?? '')
    const asking = request(
      { hostname, port, path, headers: { ...headers, host, origin: `http://${host}` } },
      (answer) => {
        let text = ''
        answer.on('data', (piece) => (text += piece))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      },
    )
    asking.on('upgrade', (answer, socket) => {
      socket.destroy()
      resolve({ status: answer.statusCode ?? 0, text: '' })
    })
    asking.on('error', reject)
    asking.end()
  })

const upgrade = {
  connection: 'upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
}

const places: [door: number, path: string, headers?: Record<string, string>][] = [
  [0, '/'],
  [0, '/docs'],
  [0, '/openapi.json'],
  [0, '/v1/status'],
  [0, '/metrics'],
  [0, '/widget.js'],
  [0, '/widget/frame?key=x'],
  [0, '/mcp'],
  [0, '/v1/models'],
  [0, '/nothing/here'],
  [0, '/v1/socket', upgrade],
  ...OWN_PORTS.map((name) => [0, `/compat/${name}/health`] as [number, string]),
  ...OWN_PORTS.flatMap((_, at) =>
    ['/', '/health', '/docs', '/api/conversations', '/nothing/here'].map((path): [number, string] => [
      at + 1,
      path,
    ]),
  ),
  [3, '/ws', upgrade],
  [5, '/ws/chat', upgrade],
]

test.each(places)('port %i, %s: refused under a foreign name', async (door, path, headers) => {
  const refused = await ask(door, path, REBOUND, headers)
  expect(refused.status).toBe(403)
  expect(refused.text).toContain('PARLEY_ALLOWED_HOSTS')
  expect(refused.text).not.toContain(REBOUND)
})

test.each(places)(
  'port %i, %s: answered by its address and every name of ours',
  async (door, path, headers) => {
    for (const host of [
      '127.0.0.1:1',
      'localhost',
      '10.1.2.3:8080',
      'chat.example.com',
      'a.shops.example.org',
      'app:8080',
    ])
      expect((await ask(door, path, host, headers)).text).not.toContain('PARLEY_ALLOWED_HOSTS')
  },
)

test('sockets open under a name of ours', async () => {
  expect((await ask(5, '/ws/chat', 'localhost', upgrade)).status).toBe(101)
})

test('health checks work under any name', async () => {
  for (const door of [0, 1, 3]) expect((await ask(door, '/healthz', 'balancer.internal')).status).toBe(200)
})

test.each([
  ['a call', '/v1/status', ''],
  [
    'an upgrade',
    '/v1/socket',
    'connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n',
  ],
])('two Host headers are refused: %s', async (_, path, more) => {
  const answer = await raw(
    server.url,
    `GET ${path} HTTP/1.1\r\nhost: localhost\r\nhost: ${REBOUND}\r\n${more || 'connection: close\r\n'}\r\n`,
  )
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  expect(answer).toContain('Send one Host header.')
})

test.each(['https://chat.example.com', 'chat.example.com:8080', 'a name'])(
  '%s is not a valid entry',
  (entry) =>
    expect(() => readConfig({ PARLEY_ALLOWED_HOSTS: entry })).toThrow(
      /PARLEY_ALLOWED_HOSTS .*without a port/,
    ),
)

test.each([
  [0, '/docs'],
  [0, '/compat/agentchat'],
  [1, '/'],
  [1, '/docs'],
  [2, '/'],
])('port %i, %s: no other page can frame it, and it loads nothing from elsewhere', async (door, path) => {
  const { headers } = await fetch(`${server.doors[door]?.url}${path}`, { headers: { accept: 'text/html' } })
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("default-src 'none'")
})
