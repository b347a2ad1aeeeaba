import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { dial } from '#test/support/socket.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer({
    env: {
      TRUST_PROXY: 'loopback',
      PARLEY_RATE_ADDRESS: '6',
      PARLEY_RATE_ACCOUNT: '8',
      PARLEY_RATE_KEY: '4',
    },
  })
})
afterAll(() => server.close())

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })

const statuses = async (tries: number, ask: () => Promise<{ status: number }>) => {
  const found: number[] = []
  for (let at = 0; at < tries; at += 1) found.push((await ask()).status)
  return found
}

/** Uses up what an address may ask for. */
const exhaust = (address: string) =>
  statuses(6, () => server.ask('GET', '/v1/status', { token: null, ...from(address) }))

test('each address has its own limit, and health checks have none', async () => {
  expect(await exhaust('203.0.113.1')).not.toContain(429)
  const refused = await server.ask('GET', '/v1/status', { token: null, ...from('203.0.113.1') })
  expect(refused.status).toBe(429)
  expect(refused.body).toMatchObject({ code: 'rate_limited' })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(10)
  expect((await server.ask('GET', '/v1/status', { token: null, ...from('203.0.113.2') })).status).toBe(200)
  const health = () => server.ask('GET', '/healthz', { token: null, ...from('203.0.113.1') })
  expect(new Set(await statuses(20, health))).toEqual(new Set([200]))
  expect((await server.ask('GET', '/readyz', { token: null, ...from('203.0.113.1') })).status).toBe(200)
})

test('an IPv6 customer counts as one caller, and forged headers do not help', async () => {
  await exhaust('2001:db8:1:2::1')
  const ask = (address: string) => server.ask('GET', '/v1/status', { token: null, ...from(address) })
  expect((await ask('2001:db8:1:2:ffff::9')).status).toBe(429)
  expect((await ask('2001:db8:1:3::1')).status).not.toBe(429)
  await exhaust('203.0.113.9')
  expect((await ask('198.51.100.77, 203.0.113.9')).status).toBe(429)
})

test.each([
  ['/v1/nothing', { code: 'rate_limited' }],
  ['/compat/chat-api/api/v1/conversations', { error: { code: 'RATE_LIMIT_EXCEEDED' } }],
  ['/compat/agentchat/api/sessions', { detail: expect.anything() }],
  ['/compat/lingxi/api/agents', { detail: expect.anything() }],
  ['/v1/models', { error: { code: 'rate_limit_exceeded' } }],
])('%s refuses in its own format', async (path, body) => {
  const address = `203.0.114.${Math.floor(Math.random() * 250)}`
  await exhaust(address)
  const refused = await server.ask('GET', path, from(address))
  expect(refused.status).toBe(429)
  expect(refused.body).toMatchObject(body)
  expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
})

test('an account and a key have their own limits, from any address', async () => {
  const member = await server.member('end_user')
  let address = 0
  const me = (token: string) => () =>
    server.ask('GET', '/v1/me', { token, ...from(`192.0.2.${(address += 1)}`) })
  const made = await server.ask<{ secret: string }>('POST', '/v1/api-keys', {
    token: member.accessToken,
    body: { name: 'k', scopes: ['*'] },
  })
  expect(made.status).toBe(201)
  expect(await statuses(6, me(made.body.secret))).toEqual([200, 200, 200, 200, 429, 429])
  expect((await statuses(9, me(member.accessToken))).filter((status) => status === 429)).toHaveLength(2)
  const other = await server.member('end_user')
  expect((await me(other.accessToken)()).status).toBe(200)
})

test('a socket’s messages count as calls of the account too', async () => {
  const member = await server.member('end_user')
  const socket = await dial(server, member.accessToken)
  await socket.frame('hello')
  for (let at = 0; at < 10; at += 1) socket.send({ type: 'ping', ref: `r${at}` })
  const fault = await socket.frame('fault', ({ problem }) => problem.code === 'rate_limited')
  expect(fault.problem).toMatchObject({ status: 429 })
  socket.close()
})

test('a socket is refused over the limit, and closed after too many messages', async () => {
  const open = (address: string) =>
    new WebSocket(`${server.url.replace('http', 'ws')}/v1/socket`, ['parley.v1'], {
      headers: from(address).headers,
    })
  await exhaust('198.51.100.5')
  const refused = await new Promise<number>((settle) => {
    const socket = open('198.51.100.5')
    socket.on('unexpected-response', (_request, response) => {
      settle(response.statusCode ?? 0)
      expect(response.headers['retry-after']).toMatch(/^\d+$/)
      socket.terminate()
    })
    socket.on('error', () => {})
  })
  expect(refused).toBe(429)
  const closed = await new Promise<number>((settle) => {
    const socket = open('198.51.100.6')
    socket.on('close', settle)
    socket.on('open', () => {
      for (let at = 0; at < 10; at += 1) socket.send('{"type":"authenticate","ref":"a","token":"none"}')
    })
  })
  expect(closed).toBe(4429)
})

/** The members of one of the two fields, by the name of their policy. */
const fieldsIn = (text: string | null) =>
  Object.fromEntries(
    (text ?? '')
      .split(', ')
      .map((item) => /^"([a-z]+)"((?:;[a-z]=\d+)+)$/.exec(item) ?? [])
      .map(([, name = 'unreadable', said = '']) => [
        name,
        Object.fromEntries(
          [...said.matchAll(/;([a-z])=(\d+)/g)].map(([, key = '', value]) => [key, Number(value)]),
        ),
      ]),
  )

test('every response of the native API shows the limits that applied', async () => {
  const member = await server.member('end_user')
  const made = await server.ask<{ secret: string }>('POST', '/v1/api-keys', {
    token: member.accessToken,
    body: { name: 'k', scopes: ['*'] },
  })
  const ask = async (address: string) => {
    const { status, headers } = await server.ask('GET', '/v1/me', {
      token: made.body.secret,
      ...from(address),
    })
    const [policy, left] = [headers.get('ratelimit-policy'), headers.get('ratelimit')].map(fieldsIn)
    return { status, policy, left, retryAfter: Number(headers.get('retry-after')) }
  }
  const first = await ask('192.0.2.200')
  expect(first).toMatchObject({
    policy: { address: { q: 6, w: 60 }, key: { q: 4, w: 60 }, tenant: { q: 120_000, w: 60 } },
    left: { address: { r: 5, t: 10 }, key: { r: 3, t: 15 }, tenant: { r: expect.any(Number) } },
  })
  expect(first.policy).not.toHaveProperty('account')
  expect((await ask('192.0.2.201')).left).toMatchObject({ address: { r: 5 }, key: { r: 2 } })
  for (let at = 0; at < 2; at += 1) await ask(`192.0.2.21${at}`)
  const refused = await ask('192.0.2.220')
  expect(refused).toMatchObject({ status: 429, left: { key: { r: 0 } } })
  expect(refused.left?.key?.t).toBeGreaterThanOrEqual(refused.retryAfter)

  await exhaust('192.0.2.230')
  expect(await ask('192.0.2.230')).toMatchObject({
    status: 429,
    policy: { address: { q: 6, w: 60 } },
    left: { address: { r: 0 } },
  })
})

test.each(['/compat/lingxi/api/agents', '/v1/models', '/healthz', '/metrics'])(
  '%s shows no limits, as before',
  async (path) => {
    const { headers } = await server.ask('GET', path, from('192.0.2.240'))
    expect(headers.get('ratelimit')).toBeNull()
    expect(headers.get('ratelimit-policy')).toBeNull()
  },
)

test('a stream shows them too', async () => {
  const { accessToken } = await server.member('end_user')
  const leaving = new AbortController()
  const answer = await fetch(`${server.url}/v1/events`, {
    headers: { authorization: `Bearer ${accessToken}`, ...from('192.0.2.250').headers },
    signal: leaving.signal,
  })
  expect(answer.status).toBe(200)
  expect(fieldsIn(answer.headers.get('ratelimit'))).toMatchObject({ account: {}, tenant: {} })
  leaving.abort()
})
