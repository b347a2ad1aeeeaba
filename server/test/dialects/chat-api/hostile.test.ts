import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignedIn } from '#contract/shapes/people.ts'
import { askAt, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { values } from '#test/hostile/values.ts'
import { openChatSocket } from './chat-socket.ts'

let server: TestServer
let shared = ''
/** An owner of another tenant, and what stands in the first one. */
let stranger = ''
let member: SignedIn
let theirs: { conversation: string; session: string; user: string; contact: string; number: number }

const PERSON = { email: 'stranger@example.com', name: 'Stranger', password: 'long walks by the sea 1' }

beforeAll(async () => {
  server = await openTestServer({
    listeners: [
      { port: 0, dialects: ['native'] },
      { port: 0, dialects: ['lingxi', 'chat-api'] },
    ],
  })
  shared = server.doors[1]?.url ?? ''
  member = await server.member('end_user')
  await server.ask('POST', '/v1/tenants', { body: { name: 'Other', slug: 'other', owner: PERSON } })
  const { email, password } = PERSON
  const signedIn = await server.ask('POST', '/v1/auth/login', { token: null, body: { email, password } })
  stranger = String(signedIn.body.accessToken)
  await using visitor = await openChatSocket(`${shared}/ws`)
  visitor.send({ type: 'message', id: '1', content: 'A secret of the first tenant' })
  const said = await visitor.frame('message', ({ data }) => data?.sender_type === 'ai')
  const { body } = await askShared('GET', `/api/v1/admin/conversations/${said.data?.conversation_id}`)
  const me = await askShared('GET', '/api/v1/auth/me')
  theirs = {
    conversation: String(body.uuid),
    number: Number(body.id),
    session: String(said.data?.session_id),
    contact: String((body.contact as { uuid: string }).uuid),
    user: String(me.body.uuid),
  }
})
afterAll(() => server.close())

const askShared: TestServer['ask'] = (...asking) => askAt(shared, () => server.owner)(...asking)

test('two systems share a port: each answers its own calls, and pages are for browsers', async () => {
  const home = await askShared('GET', '/', { token: null })
  expect(home.body).toMatchObject({ message: expect.stringContaining('Chat API') })
  const page = await askShared('GET', '/', { token: null, headers: { accept: 'text/html,*/*' } })
  expect(page.text).toMatch(/^<!doctype html>/i)
  expect((await askShared('POST', '/api/auth/login/', { token: null, body: {} })).body).toMatchObject({
    username: ['This field is required.'],
  })
  expect((await askShared('GET', '/api/v1/nothing', { token: null })).body).toMatchObject({
    error: { code: 'HTTP_ERROR' },
  })
  expect((await askShared('GET', '/api/agents/x/y', { token: null })).body).toEqual({ detail: 'Not found.' })
  expect((await askShared('GET', '/health', { token: null })).body).toMatchObject({ service: 'Chat API' })
  const { status, body } = await server.ask('GET', '/compat/chat-api/health', { token: null })
  expect([status, body.version]).toEqual([200, '1.0.0'])
})

test('its original pages may open sockets and call, and no others', async () => {
  await using _page = await openChatSocket(`${shared}/ws`, { origin: 'http://localhost:8001' })
  await expect(openChatSocket(`${shared}/ws`, { origin: 'https://evil.example' })).rejects.toThrow('403')
  await expect(openChatSocket(`${shared}/ws/chat/`)).rejects.toThrow('404')
  await expect(openChatSocket(`${shared}/ws/other/x`)).rejects.toThrow('404')
  const asked = (origin: string) => askShared('GET', '/health', { token: null, headers: { origin } })
  expect((await asked('http://localhost:4000')).headers.get('access-control-allow-origin')).toBe(
    'http://localhost:4000',
  )
  const preflight = await fetch(`${shared}/api/v1/admin/conversations`, {
    method: 'OPTIONS',
    headers: { origin: 'http://localhost:4000', 'access-control-request-method': 'GET' },
  })
  expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([
    204,
    'authorization, content-type',
  ])
  expect((await asked('http://localhost:4000.evil.example')).headers.has('access-control-allow-origin')).toBe(
    false,
  )
})

test('an invalid frame is refused with a code, and the socket stays open', async () => {
  await using socket = await openChatSocket(`${shared}/ws`)
  const frames: [text: string, code: string][] = [
    ['hello', 'INVALID_JSON'],
    ['', 'INVALID_JSON'],
    ['null', 'INVALID_JSON'],
    ['[{"type":"ping"}]', 'INVALID_JSON'],
    [`${'['.repeat(100_000)}`, 'INVALID_JSON'],
    ['{}', 'MISSING_TYPE'],
    ['{"type":7}', 'MISSING_TYPE'],
    ['{"type":"shutdown"}', 'UNKNOWN_TYPE'],
    ['{"type":"constructor"}', 'UNKNOWN_TYPE'],
    ['{"type":"__proto__","__proto__":{"polluted":true}}', 'UNKNOWN_TYPE'],
    ['{"type":"message"}', 'MESSAGE_ERROR'],
    ['{"type":"message","content":"   "}', 'MESSAGE_ERROR'],
    [JSON.stringify({ type: 'message', content: 'x'.repeat(4_001) }), 'MESSAGE_ERROR'],
    ['{"type":"join_session"}', 'MISSING_SESSION'],
    [`{"type":"join_session","session_id":"${randomUUID()}"}`, 'CONVERSATION_ERROR'],
    ['{"type":"join_session","session_id":"\\u0000"}', 'CONVERSATION_ERROR'],
    ['{"type":"leave_session"}', 'MISSING_SESSION'],
    ['{"type":"system","action":"drop"}', 'UNKNOWN_ACTION'],
    ['{"type":"typing"}', 'CONVERSATION_ERROR'],
  ]
  for (const [at, [text, code]] of frames.entries()) {
    socket.raw.send(text)
    await expect
      .poll(() => socket.frames.filter(({ type }) => type === 'error').length, { message: text })
      .toBe(at + 1)
    expect([text.slice(0, 60), socket.frames.findLast(({ type }) => type === 'error')?.data?.code]).toEqual([
      text.slice(0, 60),
      code,
    ])
  }
  socket.send({ type: 'ping' })
  await socket.frame('pong')
  expect(Object.keys(Object.prototype)).toEqual([])
})

test('frames that are too large or too many close the socket', async () => {
  await using large = await openChatSocket(`${shared}/ws`)
  large.raw.send('x'.repeat(2 * 1_048_576))
  expect(await large.closed).toBe(1009)
  await using flood = await openChatSocket(`${shared}/ws`)
  for (let at = 0; at < 2_000; at += 1) flood.send({ type: 'ping' })
  expect(await flood.closed).toBe(1008)
})

test('no id of another tenant opens anything, by number or by UUID, over HTTP or a socket', async () => {
  const ask = (method: string, path: string, body?: object) =>
    askShared(method, path, { token: stranger, ...(body && { body }) })
  const admin = '/api/v1/admin'
  for (const id of [theirs.conversation, theirs.number])
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['GET', '/messages', undefined],
      ['POST', '/messages', { content: 'x' }],
      ['POST', '/notes', { content: 'x' }],
      ['POST', '/takeover', {}],
      ['POST', '/assign', { assignee_id: theirs.user }],
      ['PUT', '/status', { status: 'closed' }],
      ['POST', '/switch-agent', { agent_type: 'human' }],
    ] as const) {
      const { status, text } = await ask(method, `${admin}/conversations/${id}${path}`, body)
      expect([path, status, text.slice(0, 200)]).toEqual([path, 404, expect.any(String)])
      expect(text).not.toContain('secret')
    }
  expect((await ask('GET', `${admin}/users/${theirs.user}`)).status).toBe(404)
  expect((await ask('DELETE', `${admin}/users/${theirs.user}`)).status).toBe(404)
  expect((await ask('GET', `${admin}/customers/${theirs.contact}`)).status).toBe(404)
  expect((await ask('GET', `/api/v1/chat/sessions/${theirs.session}`)).status).toBe(404)
  expect((await ask('GET', `${admin}/conversations`)).body).toMatchObject({ total: 0 })

  await using inbox = await openChatSocket(`${shared}/ws/admin?token=${stranger}`)
  inbox.send({ type: 'admin_message', data: { conversation_id: theirs.conversation, content: 'x' } })
  await inbox.frame('error', ({ data }) => data?.code === 'CONVERSATION_ERROR')
  await using visitor = await openChatSocket(`${shared}/ws`, {
    headers: { authorization: `Bearer ${stranger}` },
  })
  visitor.send({ type: 'join_session', session_id: theirs.session })
  await visitor.frame('error', ({ data }) => data?.code === 'CONVERSATION_ERROR')
})

test('the number of a conversation opens no guest’s session, and a guest’s chosen name is nobody else’s', async () => {
  const guess = await askShared('POST', '/api/v1/chat/messages', {
    token: null,
    body: { conversation_id: theirs.number, content: 'Let me in' },
  })
  expect(guess.status).toBe(404)
  const { accessToken } = member
  const own = { user_id: member.member.id, metadata: {} }
  const mine = await askShared('POST', '/api/v1/chat/sessions', { token: accessToken, body: own })
  const path = `/api/v1/chat/sessions/${String(mine.body.session_id)}`
  expect((await askShared('GET', path, { token: accessToken })).status).toBe(200)
  expect((await askShared('GET', path, { token: null })).status).toBe(404)
  const claimed = await askShared('POST', '/api/v1/chat/sessions', { token: null, body: own })
  const shown = await askShared('GET', `/api/v1/admin/conversations?search=${member.member.name}`)
  expect(shown.text).not.toContain(String(claimed.body.session_id))
})

test('guests are refused unless the operator enabled them by name, and members are', async () => {
  await using app = await openTestServer()
  const url = `${app.url}/compat/chat-api`
  await using socket = await openChatSocket(`${url}/ws`)
  socket.send({ type: 'message', content: 'Hello' })
  await socket.frame('error', ({ data }) => data?.code === 'NOT_AUTHENTICATED')
  socket.send({ type: 'auth', token: app.owner })
  await socket.frame('auth', ({ success }) => success === true)
  socket.send({ type: 'message', id: '1', content: 'Hello' })
  await socket.frame('message', ({ data }) => data?.sender_type === 'ai')
  const said = await app.ask('POST', '/compat/chat-api/api/v1/chat/send', {
    body: { message: 'Hello', session_id: 'mine' },
  })
  expect(said.body).toMatchObject({ success: true, session_id: 'mine', data: { content: 'Hello' } })
  expect(
    (await app.ask('POST', '/compat/chat-api/api/v1/chat/sessions', { token: null, body: { user_id: 'x' } }))
      .body,
  ).toMatchObject({ error: { code: 'AUTHENTICATION_ERROR' } })
})

test('no request causes an internal error', async () => {
  const paths: [method: string, path: string, key: string][] = [
    ['POST', '/api/v1/auth/register', 'email'],
    ['POST', '/api/v1/auth/refresh', 'refresh_token'],
    ['PUT', '/api/v1/auth/me', 'full_name'],
    ['POST', '/api/v1/chat/sessions', 'user_id'],
    ['POST', '/api/v1/chat/messages', 'session_id'],
    ['PUT', `/api/v1/chat/sessions/${theirs.session}`, 'context'],
    ['POST', '/api/v1/admin/users', 'role'],
    ['POST', `/api/v1/admin/conversations/${theirs.number}/assign`, 'assignee_id'],
    ['POST', '/api/v1/admin/customers', 'name'],
  ]
  const bad: string[] = []
  for (const [method, path, key] of paths)
    for (const value of values.slice(0, 10)) {
      // Each by a caller of its own, or the limits would be all that is seen.
      const key2 = await server.ask('POST', '/v1/api-keys', { body: { name: 'k', scopes: ['*'] } })
      const { status } = await askShared(method, path, {
        token: String(key2.body.secret),
        body: { content: 'x', [key]: value },
      })
      if (status >= 500)
        bad.push(`${method} ${path} ${key} ${JSON.stringify(value)?.slice(0, 40)}: ${status}`)
      if (status === 429) break
    }
  for (const id of ['%00', '-1', '1e9', '9'.repeat(30), '..%2f', '%F0%9F%98%80', theirs.contact])
    for (const path of ['conversations', 'users', 'customers']) {
      const { status } = await askShared('GET', `/api/v1/admin/${path}/${id}`)
      if (status >= 500) bad.push(`${path}/${id}: ${status}`)
    }
  expect(bad).toEqual([])
})

test('a token in the query string is refused, even beside one in a header', async () => {
  for (const token of [null, server.owner])
    for (const path of [
      '/api/v1/auth/me',
      '/api/v1/admin/conversations',
      '/api/v1/chat/sessions/x',
      '/health',
    ]) {
      const { status, body } = await askShared('GET', `${path}?token=${server.owner}`, { token })
      expect([path, status, body]).toMatchObject([path, 401, { error: { code: 'AUTHENTICATION_ERROR' } }])
    }
})

test('a customer’s socket takes no token from its address, an operator’s does', async () => {
  await using visitor = await openChatSocket(`${shared}/ws?token=${server.owner}`)
  visitor.send({ type: 'message', id: '1', content: 'Hello' })
  await visitor.frame('error', ({ data }) => data?.code === 'AUTH_ERROR')
  await using inbox = await openChatSocket(`${shared}/ws/admin?token=${server.owner}`)
  inbox.send({ type: 'auth' })
  await inbox.frame('auth', ({ data }) => data?.status === 'authenticated')
})
