import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message } from '#contract/shapes/conversation.ts'
import { converse, follow, openConversation, send, textOf } from '#test/support/conversation.ts'
import { makeAgent, OPENING, openHandbook } from '#test/support/handbook.ts'
import { askAt, openTestServer, OWNER, type TestServer } from '#test/support/open-test-server.ts'
import { newVisitor } from '#test/support/visitor.ts'

const SIMULATED = 'Simulated response to: '
const OLD = ['agentchat', 'mini-chatbox', 'platform-114', 'chat-api', 'lingxi']

let server: TestServer
let agent: { id: string; name: string }
beforeAll(async () => {
  server = await openTestServer({
    listeners: ['native', ...OLD].map((dialect) => ({ port: 0, dialects: [dialect] })),
  })
  agent = await makeAgent(server, { name: 'Clerk', knowledgeBaseIds: [await openHandbook(server)] })
})
afterAll(() => server.close())

/** What an older system answers to its client: all of it. */
async function old(dialect: string, path: string, body: object, token: string | null = null) {
  const url = server.doors[OLD.indexOf(dialect) + 1]?.url ?? ''
  const answer = await askAt(url, () => '')('POST', path, { token, body })
  expect(answer.status, answer.text).toBeLessThan(300)
  return answer
}

const mine = async (body: object) => {
  const answer = await server.ask('POST', '/v1/chat/completions', { body: { model: 'Clerk', ...body } })
  expect(answer.status, answer.text).toBe(200)
  return answer.text
}
const tenantOf = ({ user }: Record<string, unknown>) => (user as { tenant_id: string }).tenant_id
const says = (content: string) => [{ role: 'user', content }]

const doors: [door: string, answer: (text: string) => Promise<string>][] = [
  ['native', async (text) => (await converse(server, await openConversation(server), text)).text],
  [
    'a visitor',
    async (text) => {
      const { id, token } = await newVisitor(server, agent.id)
      const sent = await send(server, id, text, { token })
      return textOf(await follow(server, sent.reply?.id ?? '', undefined, token))
    },
  ],
  [
    'the playground',
    async (text) =>
      (
        await server.ask('POST', '/v1/agents/try', {
          body: { agent: { name: 'Draft' }, messages: [{ role: 'user', parts: [{ type: 'text', text }] }] },
        })
      ).text,
  ],
  ['OpenAI', (text) => mine({ messages: says(text) })],
  ['OpenAI, streamed', (text) => mine({ messages: says(text), stream: true })],
  [
    'the AI SDK',
    async (text) => {
      const { body } = await server.ask<{ id: string }>('POST', '/v1/conversations', {
        body: { agentId: agent.id },
      })
      const message = { id: 'one', role: 'user', parts: [{ type: 'text', text }] }
      return (
        await server.ask('POST', '/compat/ui-stream/chat', { body: { id: body.id, messages: [message] } })
      ).text
    },
  ],
  [
    'MCP',
    async (text) => {
      const headers = { accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-11-25' }
      const { body } = await server.ask<{ id: string }>('POST', '/v1/conversations', {
        body: { agentId: agent.id },
      })
      const input = { conversationId: body.id, parts: [{ type: 'text', text }] }
      const params = { name: 'message_send', arguments: input }
      const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params }
      return (await server.ask('POST', '/mcp', { body: call, headers })).text
    },
  ],
  [
    'agentchat',
    async (text) => {
      const { body } = await old('agentchat', '/api/sessions', {})
      return (await old('agentchat', `/api/sessions/${body.id}/chat`, { content: text, source: 'user' })).text
    },
  ],
  [
    'mini-chatbox',
    async (text) => (await old('mini-chatbox', '/api/chat/send_message/', { message: text })).text,
  ],
  [
    'platform-114',
    async (text) => {
      const { body } = await old('platform-114', '/v1/auth/login', OWNER)
      const path = `/v1/tenants/${tenantOf(body)}/chat`
      return (await old('platform-114', path, { message: text }, String(body.access_token))).text
    },
  ],
]

test.each(doors)('%s: a greeting gets a greeting', async (_, answer) => {
  const said = await answer('hello')
  expect(said).toMatch(/Hello/)
  expect(said).not.toMatch(/Simulated/i)
})

test.each(doors)('%s: unknown answers are admitted', async (_, answer) => {
  const said = await answer('Do you like jazz?')
  expect(said).toMatch(/I don’t know/)
  expect(said).not.toMatch(/Simulated/i)
})

test('Lingxi’s clients get what they expect, now and later, and quotes from documents', async () => {
  const { accessToken } = await server.member('end_user')
  const chat = (body: object) => old('lingxi', '/api/chat/', body, accessToken)
  const { body } = await chat({ message: 'Do you like jazz? 灵犀' })
  expect(body.response).toBe(`${SIMULATED}Do you like jazz? 灵犀`)
  const url = server.doors[OLD.indexOf('lingxi') + 1]?.url ?? ''
  const ask = askAt(url, () => accessToken)
  const history = await ask('GET', `/api/chat/history/?session_id=${String(body.session_id)}`)
  expect(history.text).toContain(`"message":"${SIMULATED}Do you like jazz? 灵犀"`)
})

test('only those who may connect a model are told to', async () => {
  const told = async (token: string) => {
    const { body } = await server.ask<{ id: string }>('POST', '/v1/conversations', {
      token,
      body: { agentId: agent.id },
    })
    const sent = await send(server, body.id, 'Do you like jazz?', { token })
    return textOf(await follow(server, sent.reply?.id ?? '', undefined, token))
  }
  expect(await told(server.owner)).toMatch(/connect a model in Settings → Models/)
  expect(await told((await server.member('operator')).accessToken)).not.toMatch(/Settings|person/)
  const visitor = await told((await newVisitor(server, agent.id)).token)
  expect(visitor).toMatch(/ask for a person/)
  expect(visitor).not.toMatch(/Settings/)
})

test('the matching sentence leads, with its source', async () => {
  const { body } = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agent.id },
  })
  const { text, parts } = await converse(server, body.id, 'When does the shop open in the morning?')
  expect(text).toBe(OPENING)
  expect(parts.some((part) => part.type === 'part' && part.value.type === 'source')).toBe(true)
})

test('a reply reports what it was made of', async () => {
  const basisOf = async (text: string) => {
    const { body } = await server.ask<{ id: string }>('POST', '/v1/conversations', {
      body: { agentId: agent.id },
    })
    await converse(server, body.id, text)
    const path = `/v1/conversations/${body.id}/messages`
    const { body: said } = await server.ask<{ items: Message[] }>('GET', path)
    return said.items.at(-1)?.reply?.basis
  }
  expect(await basisOf('When does the shop open in the morning?')).toBe('documents')
  expect(await basisOf('Do you like jazz?')).toBe('template')
  expect(await basisOf('hello')).toBe('template')
})
