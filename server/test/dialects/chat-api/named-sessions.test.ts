import { afterAll, beforeAll, expect, test } from 'vitest'
import { scriptedModels } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { askAt, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { openChatSocket } from './chat-socket.ts'

let models: ModelServer
let shared: TestServer
let apart: TestServer

const open = (env: Record<string, string>) =>
  openTestServer({
    env: { ...scriptedModels(models), ...env },
    listeners: [
      { port: 0, dialects: ['native'] },
      { port: 0, dialects: ['chat-api'] },
    ],
  })
const doorOf = (server: TestServer) => server.doors[1]?.url ?? ''
const send = (server: TestServer, message: string, token: string | null) =>
  askAt(doorOf(server), () => server.owner)('POST', '/api/v1/chat/send', {
    token,
    body: { session_id: 'test-session-123', message },
  })

beforeAll(async () => {
  models = await startModelServer()
  shared = await open({ PARLEY_CHAT_API_NAMED_SESSIONS: '1' })
  apart = await open({})
})
afterAll(async () => {
  await shared.close()
  await apart.close()
  await models.close()
})

test.for(['owner', 'end_user'] as const)(
  'a page that listens to test-session-123 receives what a %s says there, and the answer',
  async (role) => {
    models.script({ text: [`For the ${role}.`] })
    const token = role === 'owner' ? shared.owner : (await shared.member(role)).accessToken
    await using page = await openChatSocket(`${doorOf(shared)}/ws/chat/test-session-123`)
    await page.frame('session_joined')
    expect((await send(shared, `I am ${role}`, token)).status).toBe(200)
    await page.frame('message', ({ data }) => data?.content === `For the ${role}.`)
    expect(JSON.stringify(page.frames)).toContain(`I am ${role}`)
  },
)

test('a person who writes first and listens later is in the same session, with an account or without', async () => {
  models.script({ text: ['One.'] }, { text: ['Two.'] })
  expect((await send(shared, 'First', null)).status).toBe(200)
  await using page = await openChatSocket(`${doorOf(shared)}/ws/chat/test-session-123`)
  expect((await page.frame('session_joined')).data?.session_id).toBe('test-session-123')
  page.send({ type: 'message', id: '1', content: 'Second' })
  await page.frame('message', ({ data }) => data?.content === 'Two.')
})

test('unless the operator allows it, nobody receives what an account says under such a name', async () => {
  models.script({ text: ['For you alone.'] })
  const account = await apart.member('end_user')
  await using guest = await openChatSocket(`${doorOf(apart)}/ws/chat/test-session-123`)
  expect((await send(apart, 'My secret', account.accessToken)).status).toBe(200)
  guest.send({ type: 'join_session', session_id: 'test-session-123' })
  await guest.frame('error')
  expect(JSON.stringify(guest.frames)).not.toMatch(/My secret|For you alone/)
})

test('an account’s own sessions by UUID stay its own where names are shared', async () => {
  models.script({ text: ['Private.'] })
  const account = await shared.member('end_user')
  const ask = askAt(doorOf(shared), () => account.accessToken)
  const opened = await ask<{ session_id: string }>('POST', '/api/v1/chat/sessions', {
    body: { user_id: 'me' },
  })
  expect(opened.status).toBe(200)
  const { session_id: id } = opened.body
  expect((await ask('GET', `/api/v1/chat/sessions/${id}`)).status).toBe(200)
  expect((await ask('GET', `/api/v1/chat/sessions/${id}`, { token: null })).status).toBe(404)
})
