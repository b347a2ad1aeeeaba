import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scriptedModels } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { askAt, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { openChatSocket, shownByPage } from './chat-socket.ts'

let models: ModelServer
let server: TestServer
let url: string
let ask: TestServer['ask']

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({
    env: scriptedModels(models),
    listeners: [
      { port: 0, dialects: ['native'] },
      { port: 0, dialects: ['chat-api'] },
    ],
  })
  url = server.doors[1]?.url ?? ''
  ask = askAt(url, () => server.owner)
})
afterAll(async () => {
  await server.close()
  await models.close()
})

test('what a visitor writes is acknowledged, echoed and answered as a stream, in that order', async () => {
  models.script({ text: ['Good ', 'morning', '!'] })
  await using socket = await openChatSocket(`${url}/ws`)
  socket.send({ type: 'message', id: 'm1', content: 'Hello', userId: 'user_12345678', timestamp: 1 })
  const end = await socket.frame('message', ({ data }) => data?.sender_type === 'ai')
  expect(socket.types()).toEqual([
    'connection',
    'message_sent',
    'message',
    'typing',
    'ai_stream',
    'typing',
    'ai_end',
    'message',
  ])
  expect(end.data).toMatchObject({ content: 'Good morning!', conversation_id: expect.any(Number) })
  expect(shownByPage(socket.frames)).toEqual(['Good morning!'])
  const stamps = socket.frames.map(({ type, timestamp }) => `${type} ${timestamp}`)
  expect(new Set(stamps).size).toBe(stamps.length)
  const sessionId = String((await socket.frame('message_sent')).data?.session_id)
  const { body } = await ask<unknown[]>('GET', `/api/v1/chat/sessions/${sessionId}/messages`, { token: null })
  expect(body).toMatchObject([
    { sender_type: 'contact', content: 'Hello', is_private: false },
    { sender_type: 'ai', content: 'Good morning!', message_type: 'text' },
  ])
})

test('a page that returns with its session without joining is answered in it', async () => {
  models.script({ text: ['One.'] }, { text: ['Two.'] })
  const sessionId = randomUUID()
  {
    await using socket = await openChatSocket(`${url}/ws`)
    socket.send({ type: 'message', id: '1', content: 'First', sessionId })
    await socket.frame('message', ({ data }) => data?.content === 'One.')
  }
  await using socket = await openChatSocket(`${url}/ws`)
  // It sends what it had queued, also what was stored before the connection broke.
  socket.send({ type: 'message', id: '1', content: 'First', sessionId })
  socket.send({ type: 'message', id: '2', content: 'Second', sessionId })
  await socket.frame('message', ({ data }) => data?.content === 'Two.')
  const { body } = await ask<{ content: string }[]>('GET', `/api/v1/chat/sessions/${sessionId}/messages`, {
    token: null,
  })
  expect(body.map(({ content }) => content)).toEqual(['First', 'One.', 'Second', 'Two.'])
})

test('a guest may only use an unguessable session id, and is given one in place of another', async () => {
  models.script({ text: ['One.'] }, { text: ['Two.'] }, { text: ['Three.'] })
  await using one = await openChatSocket(`${url}/ws`)
  await using other = await openChatSocket(`${url}/ws`)
  one.send({ type: 'message', id: '1', content: 'Mine', session_id: 'test' })
  await one.frame('message', ({ data }) => data?.sender_type === 'ai')
  other.send({ type: 'message', id: '1', content: 'Yours', session_id: 'test' })
  await other.frame('message', ({ data }) => data?.sender_type === 'ai')
  const [mine, yours] = await Promise.all([one.frame('message_sent'), other.frame('message_sent')])
  expect(mine.data?.session_id).not.toBe(yours.data?.session_id)
  expect(JSON.stringify(other.frames)).not.toContain('Mine')
  // It goes on in its own by the name that it gave.
  one.send({ type: 'text', id: '2', text: 'More', session_id: 'test' })
  const next = await one.frame('message_sent', ({ data }) => data?.client_id === '2')
  expect(next.data?.session_id).toBe(mine.data?.session_id)
})

test('it shows the current account, and reports an invalid token', async () => {
  await using socket = await openChatSocket(`${url}/ws`)
  socket.send({ type: 'auth' })
  expect((await socket.frame('auth')).data).toMatchObject({ status: 'authenticated', guest: true })
  socket.send({ type: 'auth', token: 'mock-jwt-token-1' })
  expect(await socket.frame('auth', ({ success }) => success === false)).toMatchObject({
    error: { code: 'AUTH_ERROR' },
  })
  const { accessToken } = await server.member('end_user')
  socket.send({ type: 'auth', data: { token: accessToken } })
  await socket.frame('auth', ({ data }) => data?.status === 'authenticated' && data.guest === undefined)
})
