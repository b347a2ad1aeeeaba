import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askAt, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { openChatSocket } from './chat-socket.ts'

let server: TestServer
let url: string
let ask: TestServer['ask']
let passedMs = 0

beforeAll(async () => {
  server = await openTestServer({
    now: () => new Date(Date.now() + passedMs),
    listeners: [
      { port: 0, dialects: ['native'] },
      { port: 0, dialects: ['chat-api'] },
    ],
  })
  url = server.doors[1]?.url ?? ''
  ask = askAt(url, () => '')
})
afterAll(() => server.close())

interface Session {
  session_id: string
  status: string
  agent_type: string
  conversation_id: number
}
const sessions = '/api/v1/chat/sessions'
const asGuest = <T = Session>(method: string, path: string, body?: object) =>
  ask<T>(method, path, { token: null, ...(body && { body }) })
const MINUTE_MS = 60_000

test('an idle session is closed, expires, and continues under its id as another conversation', async () => {
  const { body: opened } = await asGuest('POST', sessions, { user_id: 'u1', metadata: { page: '/buy' } })
  expect(opened).toMatchObject({
    user_id: 'u1',
    agent_type: 'ai',
    status: 'active',
    session_metadata: { page: '/buy' },
    data: { session_id: opened.session_id },
  })
  const one = `${sessions}/${opened.session_id}`
  const statusAfter = async (minutes: number) => {
    passedMs = minutes * MINUTE_MS
    return (await asGuest('GET', one)).body.status
  }
  expect([await statusAfter(29), await statusAfter(31), await statusAfter(121)]).toEqual([
    'active',
    'closed',
    'expired',
  ])
  const said = await asGuest('POST', '/api/v1/chat/messages', {
    session_id: opened.session_id,
    content: 'Again',
  })
  expect(said.body).toMatchObject({ session_id: opened.session_id })
  expect(said.body.conversation_id).not.toBe(opened.conversation_id)
  passedMs = 0
  expect((await asGuest('GET', one)).body.status).toBe('active')
  const closed = await asGuest('PUT', one, { status: 'closed', context: { cart: 3 } })
  expect(closed.body).toMatchObject({ status: 'closed', context: { cart: 3 } })
})

test('a session waiting for a person is not closed, and a message to it arrives in the inbox', async () => {
  const { body: opened } = await asGuest('POST', sessions, { user_id: 'u2', agent_type: 'human' })
  expect(opened.agent_type).toBe('human')
  passedMs = 200 * MINUTE_MS
  const one = `${sessions}/${opened.session_id}`
  expect((await asGuest('GET', one)).body.status).toBe('active')
  const said = await asGuest('POST', '/api/v1/chat/messages', {
    session_id: opened.session_id,
    content: 'Still here',
  })
  expect(said.body.conversation_id).toBe(opened.conversation_id)
  passedMs = 0
  // Whoever only waits may go on with the AI; that takes a token in their API.
  expect((await asGuest('POST', `${one}/switch-agent`, { agent_type: 'ai' })).status).toBe(401)
  const changed = await asGuest('PUT', one, { agent_type: 'ai' })
  expect(changed.body.agent_type).toBe('ai')
})

test('of more than five sessions of one account the oldest is closed', async () => {
  const { accessToken: token } = await server.member('end_user')
  const opened: string[] = []
  for (let at = 0; at < 6; at += 1)
    opened.push((await ask<Session>('POST', sessions, { token, body: { user_id: 'busy' } })).body.session_id)
  const statuses = await Promise.all(
    opened.map(async (id) => (await ask<Session>('GET', `${sessions}/${id}`, { token })).body.status),
  )
  expect(statuses).toEqual(['closed', 'active', 'active', 'active', 'active', 'active'])
})

test('a socket opened for a session joins it, and shows the others there who is typing', async () => {
  const sessionId = randomUUID()
  await using one = await openChatSocket(`${url}/ws/chat/${sessionId}`)
  one.send({ type: 'message', data: { id: '1', content: 'First' } })
  expect((await one.frame('message_sent')).data?.session_id).toBe(sessionId)
  await using other = await openChatSocket(`${url}/ws/chat/${sessionId}`)
  await other.frame('session_joined', ({ data }) => data?.session_id === sessionId)
  one.send({ type: 'typing', session_id: sessionId, sender_type: 'contact', is_typing: true })
  await other.frame('typing', ({ data }) => data?.sender_type === 'contact' && data.is_typing === true)
  other.send({ type: 'leave_session', session_id: sessionId })
  await other.frame('session_left')
  one.send({ type: 'message', data: { id: '2', content: 'Second' } })
  await one.frame('message', ({ data }) => String(data?.content).startsWith('I don’t know'))
  expect(JSON.stringify(other.frames)).not.toContain('Second')
})

test('the socket reports too many messages as well', async () => {
  await using socket = await openChatSocket(`${url}/ws`)
  const sessionId = randomUUID()
  passedMs = 5 * MINUTE_MS
  for (let at = 0; at < 61; at += 1) socket.send({ type: 'message', content: 'x', sessionId })
  const refused = await socket.frame('error')
  expect(refused.data).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED', limit: 60, window: 60 })
  passedMs = 7 * MINUTE_MS
  socket.send({ type: 'message', id: 'later', content: 'x', sessionId })
  await socket.frame('message_sent', ({ data }) => data?.client_id === 'later')
  passedMs = 0
})
