import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignedIn } from '#contract/shapes/people.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { askAt, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { type ChatSocket, openChatSocket, shownByPage } from './chat-socket.ts'

let models: ModelServer
let server: TestServer
let url: string
let ask: TestServer['ask']
let operator: SignedIn

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
  operator = await server.member('operator')
})
afterAll(async () => {
  await server.close()
  await models.close()
})

const asOperator = (method: string, path: string, body?: object) =>
  ask(method, `/api/v1/admin${path}`, { token: operator.accessToken, ...(body && { body }) })

async function openAnswered(
  text = '[[say Hello.]]',
): Promise<{ socket: ChatSocket; id: number; sessionId: string }> {
  const socket = await openChatSocket(`${url}/ws`)
  socket.send({ type: 'message', id: '1', content: text, userId: 'visitor_1' })
  const said = await socket.frame('message', ({ data }) => data?.sender_type === 'ai')
  return { socket, id: Number(said.data?.conversation_id), sessionId: String(said.data?.session_id) }
}

test('a visitor asks for a person, who takes over, answers both ways of the old inbox, and returns it', async () => {
  await using inbox = await openChatSocket(`${url}/ws/admin?token=${operator.accessToken}`)
  inbox.send({ type: 'auth', data: { user_type: 'admin' } })
  await inbox.frame('auth', ({ success }) => success === true)
  const { socket, id, sessionId } = await openAnswered()
  await using visitor = socket

  visitor.send({
    type: 'system',
    action: 'request_handover',
    sessionId,
    userId: 'visitor_1',
    text: '我要人工',
  })
  const asked = await visitor.frame('system', ({ action }) => action === 'handover')
  expect(asked).toMatchObject({
    text: expect.stringContaining('人工'),
    data: { status: 'success', current_agent_type: 'human', conversation_id: id },
  })
  expect((await inbox.frame('handover_request')).data).toMatchObject({
    conversation_id: id,
    session_id: sessionId,
  })
  expect((await asOperator('GET', `/conversations/${id}`)).body).toMatchObject({
    status: 'pending',
    current_agent_type: 'human',
    assignee_id: null,
    customer: { name: '用户_visitor_' },
    last_message: { content: expect.any(String) },
  })

  inbox.send({ type: 'admin_action', data: { action: 'takeover', conversation_id: id, admin_id: 1 } })
  await inbox.frame('conversation_update', ({ data }) => data?.status === 'open')
  const taken = await asOperator('POST', `/conversations/${id}/takeover`)
  expect(taken.body).toMatchObject({
    success: true,
    data: { conversation: { status: 'open', assigned_agent: { name: operator.member.name } } },
  })

  // Its page sends each text by socket and by HTTP.
  for (const text of ['您好', '请稍等', '请稍等']) {
    inbox.send({ type: 'admin_message', data: { conversation_id: id, content: text, sender_id: 1 } })
    const posted = await asOperator('POST', `/conversations/${id}/messages`, { content: text })
    expect(posted.body).toMatchObject({ sender_type: 'agent', content: text, is_private: false })
  }
  await asOperator('POST', `/conversations/${id}/messages`, { content: '只给同事看', is_private: true })
  await visitor.frame('text', ({ from, text }) => from === 'human' && text === '您好')
  visitor.send({ type: 'message', id: '2', content: '谢谢', sessionId })
  await inbox.frame('new_message', ({ data }) => data?.content === '谢谢')
  const { body } = await asOperator('GET', `/conversations/${id}/messages?include_private=true&size=50`)
  const lines = (body as { messages: { sender_type: string; content: string; is_private: boolean }[] })
    .messages
  expect(lines.filter(({ sender_type }) => sender_type !== 'ai').map(({ content }) => content)).toEqual([
    '[[say Hello.]]',
    '您好',
    '请稍等',
    '请稍等',
    '只给同事看',
    '谢谢',
  ])
  expect(lines.find(({ is_private }) => is_private)?.content).toBe('只给同事看')
  expect(JSON.stringify(visitor.frames)).not.toContain('只给同事看')
  expect((await asOperator('GET', `/conversations/${id}`)).body).toMatchObject({ unread_count: 0 })
  expect(shownByPage(visitor.frames).slice(-3)).toEqual(['您好', '请稍等', '请稍等'])

  const returned = await asOperator('POST', `/conversations/${id}/switch-agent?agent_type=ai`)
  expect(returned.body).toMatchObject({
    data: { conversation: { status: 'open', current_agent_type: 'ai' } },
  })
  const back = await visitor.frame('system', ({ text }) => !String(text).includes('人工'))
  expect(back.action).toBe('handover')
  expect(back.text).not.toContain('人工')
})

test('from the answer to a takeover on, the visitor is shown no word of the AI', async () => {
  const { socket, id, sessionId } = await openAnswered()
  await using visitor = socket
  visitor.send({ type: 'message', id: '2', content: '[[model ttft=10 tps=100 tokens=400]]', sessionId })
  await visitor.frame(
    'ai_stream',
    ({ data }) => data?.is_complete === false && Number(String(data.full_content).length) > 20,
  )
  expect((await asOperator('POST', `/conversations/${id}/takeover`)).status).toBe(200)
  const shown = visitor.frames.length
  await visitor.frame('status_update', ({ data }) => data?.agent_type === 'human')
  visitor.send({ type: 'message', id: '3', content: 'Anybody?', sessionId })
  await visitor.frame('message_sent', ({ data }) => data?.client_id === '3')
  await asOperator('POST', `/conversations/${id}/messages`, { content: 'Here I am' })
  await visitor.frame('text')
  const { body } = await ask<{ sender_type: string; content: string }[]>(
    'GET',
    `/api/v1/chat/sessions/${sessionId}/messages`,
    { token: null },
  )
  const kept = body.filter(({ sender_type }) => sender_type === 'ai').at(-1)?.content ?? ''
  const later = visitor.frames.slice(shown).filter(({ type }) => type === 'ai_stream')
  // What is still told is what was shown already, as the end of it.
  for (const { data } of later) expect(kept.startsWith(String(data?.full_content).trimEnd())).toBe(true)
  expect(body.map(({ sender_type }) => sender_type)).toEqual([
    'contact',
    'ai',
    'contact',
    'ai',
    'contact',
    'agent',
  ])
})

test('the inbox lists, sorts out and closes conversations, at the top of the body and below', async () => {
  const { socket, id } = await openAnswered()
  await using _visitor = socket
  const listed = await asOperator('GET', '/conversations?page=1&size=1')
  expect(listed.body).toMatchObject({
    success: true,
    conversations: [
      { id, tags: [], notes: [], unread_count: expect.any(Number), channel_type: 'web_widget' },
    ],
    pagination: { page: 1, size: 1, has_prev: false },
    data: { conversations: [{ id }] },
  })
  expect((await asOperator('POST', `/conversations/${id}/notes?content=gut`)).body).toMatchObject({
    is_private: true,
  })
  expect((await asOperator('POST', `/conversations/${id}/notes`, { note: 'auch' })).body).toMatchObject({
    content: 'auch',
  })
  expect((await asOperator('PUT', `/conversations/${id}/status?new_status=closed`)).body).toMatchObject({
    data: { conversation: { status: 'closed', notes: [{ content: 'gut' }, { content: 'auch' }] } },
  })
  const idsIn = async (query: string) =>
    (
      (await asOperator('GET', `/conversations?${query}`)).body as { conversations: { id: number }[] }
    ).conversations.map((one) => one.id)
  expect(await idsIn('status=closed')).toEqual([id])
  expect(await idsIn('status=resolved')).not.toContain(id)
  expect(await idsIn('status=open&current_agent_type=ai')).not.toContain(id)
  expect(await idsIn('channel_type=whatsapp')).toEqual([])
  expect((await asOperator('PUT', `/conversations/${id}/status`, { status: 'open' })).body).toMatchObject({
    data: { conversation: { status: 'open' } },
  })
  expect((await asOperator('PUT', `/conversations/${id}/status`, { status: 'gone' })).body).toMatchObject({
    error: { message: '无效的状态值' },
  })
  expect(await idsIn(`search=${encodeURIComponent('用户_visitor_')}`)).toContain(id)
  const assigned = await asOperator('POST', `/conversations/${id}/assign`, { agent_id: operator.member.id })
  expect(assigned.body).toMatchObject({ data: { conversation: { current_agent_type: 'human' } } })
  expect((await asOperator('GET', '/conversations/999999')).body).toMatchObject({
    error: { message: '会话不存在' },
  })
})

test('only people who work in the inbox receive its events', async () => {
  const endUser = await server.member('end_user')
  await using stranger = await openChatSocket(`${url}/ws/admin`)
  await using guest = await openChatSocket(`${url}/ws/admin?token=${endUser.accessToken}`)
  for (const socket of [stranger, guest]) {
    socket.send({ type: 'admin_action', data: { action: 'takeover', conversation_id: 1 } })
    await socket.frame('error', ({ data }) => data?.code === 'NOT_AUTHENTICATED')
    socket.send({ type: 'ping', data: { timestamp: 1 } })
    await socket.frame('pong')
  }
  const { socket: visitor } = await openAnswered()
  await using _visitor = visitor
  for (const socket of [stranger, guest])
    expect(socket.types().filter((type) => !['connection', 'error', 'pong'].includes(type))).toEqual([])
  const { status } = await ask('GET', '/api/v1/admin/conversations', { token: endUser.accessToken })
  expect(status).toBe(403)
})
