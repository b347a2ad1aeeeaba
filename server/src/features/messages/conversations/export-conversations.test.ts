import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import { converse, openConversation } from '#test/support/conversation.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer
let id: string

const TITLE = '退貨/規則: "重要" ../😀'

beforeAll(async () => {
  server = await openTestServer()
  id = await openConversation(server)
  await server.ask('PATCH', `/v1/conversations/${id}`, { body: { title: TITLE } })
  const { sent } = await converse(server, id, 'The first try')
  await server.ask('POST', `/v1/messages/${sent.message.id}/edit`, {
    body: { parts: [{ type: 'text', text: 'The second try' }] },
  })
  await server.ask('POST', `/v1/conversations/${id}/messages`, {
    body: { parts: [{ type: 'text', text: 'And more' }] },
  })
})
afterAll(() => server.close())

const download = (path: string, token = server.owner) => server.ask('GET', path, { token })

type Exported = Conversation & { messages: Message[] }

test('as JSON it has every branch, and a name that is safe everywhere', async () => {
  const { headers, body } = await download(`/v1/conversations/${id}/export`)
  expect(headers.get('content-disposition')).toBe(
    `attachment; filename="__ __ __ .. _.json"; filename*=UTF-8''${encodeURIComponent('退貨 規則 重要 .. 😀.json')}`,
  )
  expect(body).toMatchObject({ format: 'parley.conversation', version: 1 })
  const { conversation } = body as { conversation?: Exported }
  expect(conversation?.title).toBe(TITLE)
  expect(conversation?.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
})

test('as Markdown it has the branch that is shown', async () => {
  const { headers, text } = await download(`/v1/conversations/${id}/export?format=markdown`)
  expect(headers.get('content-type')).toBe('text/markdown; charset=utf-8')
  expect(text).toMatch(/^# 退貨\/規則/)
  expect(text).toContain('The second try')
  expect(text).toContain('And more')
  expect(text).not.toContain('The first try')
  expect(text).toMatch(/\*\*Ada\*\* · \d{4}-\d\d-\d\d \d\d:\d\d UTC/)
})

test('a refusal is a plain answer', async () => {
  const stranger = await server.member('operator')
  expect((await download(`/v1/conversations/${id}/export`, stranger.accessToken)).status).toBe(404)
  expect((await download(`/v1/conversations/${id}/export?format=pdf`)).body).toMatchObject({
    code: 'invalid_input',
  })
  expect((await download('/v1/export?whose=all')).body).toMatchObject({ code: 'invalid_input' })
})

test('all of one’s own are one file, including archived ones, and nobody else’s', async () => {
  const client = await server.member('end_user')
  await openConversation(server, client.accessToken)
  const project = await server.ask<{ id: string }>('POST', '/v1/projects', { body: { name: '搬家' } })
  await server.ask('PATCH', `/v1/conversations/${id}`, {
    body: { archived: true, projectId: project.body.id },
  })
  // More than one page of the list.
  const made: string[] = []
  for (let count = 0; count < 101; count += 1)
    made.push((await server.ask<{ id: string }>('POST', '/v1/conversations', { body: {} })).body.id)
  const { body } = await download('/v1/export')
  const { conversations, projects } = body as { conversations?: Exported[]; projects?: unknown[] }
  expect(conversations?.map((one) => one.id).toSorted()).toEqual([id, ...made].toSorted())
  expect(conversations?.find((one) => one.id === id)?.messages).toHaveLength(6)
  expect(projects).toEqual([{ id: project.body.id, name: '搬家' }])
})

test('selected ones are one file; one without access refuses all of them', async () => {
  const open = async (title: string, token = server.owner) =>
    (await server.ask<{ id: string }>('POST', '/v1/conversations', { token, body: { title } })).body.id
  const [first, second] = [await open('First'), await open('Second')]
  const take = (body: object) => server.ask('POST', '/v1/conversations/export', { body })
  const json = await take({ conversationIds: [first, id, first] })
  expect(json.headers.get('content-disposition')).toMatch(/conversations-\d{4}-\d\d-\d\d\.json/)
  const { format, conversations } = json.body as { format?: string; conversations?: Exported[] }
  expect(format).toBe('parley.conversations')
  expect(conversations?.map((one) => one.id)).toEqual([first, id])
  expect(conversations?.[1]?.messages).toHaveLength(6)
  const text = (await take({ conversationIds: [first, second, id], format: 'markdown' })).text
  expect(text).toMatch(/# First[^]*# Second[^]*# 退貨\/規則[^]*The second try/)
  const stranger = await server.member('operator')
  const foreign = await open('Foreign', stranger.accessToken)
  expect(await take({ conversationIds: [first, foreign] })).toMatchObject({
    status: 404,
    body: { code: 'not_found' },
  })
  expect((await take({ conversationIds: [] })).status).toBe(400)
})
