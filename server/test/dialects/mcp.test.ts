import { request } from 'node:http'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { offered } from '#dialects/mcp/offered.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import { makeAgent, OPENING, openHandbook } from '#test/support/handbook.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { newVisitor } from '#test/support/visitor.ts'

const OUR_PAGE = 'https://desk.example.com'
const PUBLIC_URL = 'https://parley.example.com'

let models: ModelServer
let server: TestServer
let agent: { id: string }
let key: string

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({
    env: { ...scriptedModels(models), PARLEY_ALLOWED_ORIGINS: OUR_PAGE, PARLEY_PUBLIC_URL: PUBLIC_URL },
  })
  agent = await makeAgent(server, { name: 'Clerk', knowledgeBaseIds: [await openHandbook(server)] })
  key = await makeKey(['*'])
})

afterAll(async () => {
  await server.close()
  await models.close()
})

async function makeKey(scopes: string[]): Promise<string> {
  const made = await server.ask<{ secret: string }>('POST', '/v1/api-keys', { body: { name: 'MCP', scopes } })
  return made.body.secret
}

const eras = ['2025-11-25', '2026-07-28'] as const
type Era = (typeof eras)[number]

/** The official client, that speaks one of both eras. */
async function connect(token = key, era: Era = '2025-11-25', path = '/mcp') {
  const client = new Client(
    { name: 'tester', version: '1.0.0' },
    { versionNegotiation: { mode: era === '2025-11-25' ? 'legacy' : { pin: era } } },
  )
  await client.connect(
    new StreamableHTTPClientTransport(new URL(server.url + path), {
      requestInit: { headers: { authorization: `Bearer ${token}` } },
    }),
  )
  return client
}

interface Called {
  isError?: boolean
  structuredContent?: Record<string, unknown>
  content: { type: string; text?: string }[]
}

const call = async (client: Client, name: string, input: Record<string, unknown> = {}) =>
  (await client.callTool({ name, arguments: input })) as Called

/** One message as it goes over the wire. */
const post = (body: unknown, headers: Record<string, string> = {}, token: string | null = key) =>
  server.ask('POST', '/mcp', {
    token,
    body,
    headers: { accept: 'application/json, text/event-stream', ...headers },
  })
const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }

describe.each(eras)('a client of %s', (era) => {
  test('lists the tools that the key may use, with schemas and hints', async () => {
    const client = await connect(key, era)
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual([...offered.keys()])
    const named = new Map(tools.map((tool) => [tool.name, tool]))
    expect(named.get('knowledge_search')).toMatchObject({
      title: 'Search knowledge',
      inputSchema: { type: 'object', required: ['query'], additionalProperties: false },
      annotations: { readOnlyHint: true, destructiveHint: false },
    })
    expect(named.get('message_send')?.annotations).toMatchObject({
      readOnlyHint: false,
      destructiveHint: false,
    })
    expect(named.get('agent_delete')?.annotations).toMatchObject({
      readOnlyHint: false,
      destructiveHint: true,
    })
    expect(JSON.stringify(tools)).not.toMatch(/\$ref|\$defs|"entity"/)
    for (const { name } of tools) expect(name).toMatch(/^[a-z_]{1,64}$/)
    await client.close()
  })

  test('searches, talks with an agent and reads the conversation', async () => {
    const client = await connect(key, era)
    const found = await call(client, 'knowledge_search', { query: 'What are the opening hours?' })
    expect(found.structuredContent).toHaveProperty('items.0.passage.documentName', 'Handbook.md')
    const opened = await call(client, 'conversation_open', { agentId: agent.id })
    const conversationId = opened.structuredContent?.id as string
    const sent = await call(client, 'message_send', {
      conversationId,
      parts: [{ type: 'text', text: `When do you open? [[say ${OPENING}]]` }],
    })
    expect(sent.structuredContent).toMatchObject({
      state: 'completed',
      text: OPENING,
      sources: [{ number: 1, documentName: 'Handbook.md' }],
    })
    expect(JSON.parse(sent.content[0]?.text ?? '')).toEqual(sent.structuredContent)
    const listed = await call(client, 'message_list', { conversationId })
    const items = (listed.structuredContent?.items ?? []) as { role: string }[]
    expect(items.map(({ role }) => role)).toEqual(['user', 'assistant'])
    await client.close()
  })

  test('changes an agent, under the name of the key’s owner', async () => {
    const client = await connect(key, era)
    const made = await call(client, 'agent_create', { name: `Made by ${era}` })
    const agentId = made.structuredContent?.id
    const changed = await call(client, 'agent_change', { agentId, instructions: 'Be brief.' })
    expect(changed.structuredContent).toMatchObject({ id: agentId, instructions: 'Be brief.', version: 2 })
    const audit = await server.ask<{ items: { type: string }[] }>('GET', `/v1/audit-log?subjectId=${agentId}`)
    expect(audit.body.items.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['agent.created', 'agent.changed']),
    )
    await client.close()
  })

  test('reports the progress of an answer while it waits', async () => {
    const client = await connect(key, era)
    const opened = await call(client, 'conversation_open', { agentId: agent.id })
    const told: { progress: number; message?: string | undefined }[] = []
    const result = (await client.callTool(
      {
        name: 'message_send',
        arguments: {
          conversationId: opened.structuredContent?.id,
          parts: [{ type: 'text', text: '[[model tps=40 tokens=60]]' }],
        },
      },
      { onprogress: (progress) => void told.push(progress) },
    )) as Called
    expect(result.structuredContent).toMatchObject({ state: 'completed' })
    expect(told.length).toBeGreaterThan(0)
    const whole = String(result.structuredContent?.text)
    expect(whole).toContain(told.map(({ message }) => message).join(''))
    expect(told.map(({ progress }) => progress)).toEqual(
      told.map(({ progress }) => progress).toSorted((one, other) => one - other),
    )
    await client.close()
  })

  test('returns an error as a result with its code', async () => {
    const client = await connect(key, era)
    const unknown = await call(client, 'agent_read', { agentId: '01900000-0000-7000-8000-000000000000' })
    expect(unknown).toMatchObject({ isError: true, structuredContent: { code: 'not_found' } })
    const wrong = await call(client, 'agent_change', { agentId: agent.id, temperature: 9, colour: 'red' })
    expect(wrong).toMatchObject({
      isError: true,
      structuredContent: { code: 'invalid_input', errors: [{ path: 'temperature' }, {}] },
    })
    await expect(client.callTool({ name: 'tenant_delete', arguments: {} })).rejects.toMatchObject({
      code: -32602,
    })
    await client.close()
  })

  test('reads documents as resources', async () => {
    const client = await connect(key, era)
    const { resources } = await client.listResources()
    const handbook = resources.find(({ name }) => name === 'Handbook.md')
    expect(handbook).toMatchObject({ mimeType: 'text/plain', uri: expect.stringMatching(/^parley:/) })
    const { contents } = await client.readResource({ uri: handbook?.uri ?? '' })
    expect(contents).toMatchObject([{ text: expect.stringContaining(OPENING) }])
    expect((await client.listResourceTemplates()).resourceTemplates).toHaveLength(1)
    for (const uri of ['parley://documents/none', 'file:///etc/passwd'])
      await expect(client.readResource({ uri })).rejects.toMatchObject({ code: -32602 })
    await client.close()
  })

  test('fills in canned replies as prompts', async () => {
    const client = await connect(key, era)
    const name = `Hours ${era}`
    const text = 'Dear {{contact.name|customer}}, we open at nine.'
    const added = await server.ask('POST', '/v1/canned-replies', { body: { name, text } })
    expect(added.status, added.text).toBe(201)
    const { prompts } = await client.listPrompts()
    expect(prompts.find((one) => one.name === name)).toMatchObject({
      arguments: [{ name: 'conversationId' }],
    })
    const plain = await client.getPrompt({ name })
    expect(plain.messages).toEqual([{ role: 'user', content: { type: 'text', text } }])
    const get = (conversationId: string) => client.getPrompt({ name, arguments: { conversationId } })
    const { id } = await newVisitor(server, agent.id)
    expect((await get(id)).messages).toMatchObject([{ content: { text: 'Dear Vera, we open at nine.' } }])
    await expect(get('x')).rejects.toThrow('expected an id')
    await expect(get('0192f0c1-0000-7000-8000-000000000000')).rejects.toThrow('no such')
    await expect(client.getPrompt({ name: 'Nothing' })).rejects.toThrow('no such prompt')
    await client.close()
  })

  test('sees and may do no more than the key', async () => {
    const client = await connect(await makeKey(['agent:read', 'profile:read']), era)
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(['profile_read', 'agent_list', 'agent_read'])
    const refused = await call(client, 'agent_delete', { agentId: agent.id })
    expect(refused).toMatchObject({ isError: true, structuredContent: { code: 'forbidden' } })
    expect(client.getServerCapabilities()?.resources).toBeUndefined()
    expect(client.getServerCapabilities()?.prompts).toBeUndefined()
    await client.close()
  })
})

test('a request without a valid key is told which scheme to use', async () => {
  for (const token of [null, 'none']) {
    const answer = await post(LIST, {}, token)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    expect(answer.body).toMatchObject({
      jsonrpc: '2.0',
      error: { data: { code: 'unauthenticated' } },
      id: null,
    })
  }
  const inAddress = await server.ask('POST', `/mcp?key=${key}&access_token=${key}`, {
    token: null,
    body: LIST,
  })
  expect(inAddress.status).toBe(401)
})

test('there is no stream to follow and no session to end', async () => {
  for (const method of ['GET', 'DELETE'] as const) {
    const answer = await server.ask(method, '/mcp', { token: key })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  }
  const listening = { jsonrpc: '2.0', id: 1, method: 'subscriptions/listen', params: {} }
  expect((await post(listening)).status).toBe(412)
})

test('a page may call only from our own origin or one that the operator listed', async () => {
  const { port } = new URL(server.url)
  const status = async (headers: Record<string, string>) => (await post(LIST, headers)).status
  expect(await status({})).toBe(200)
  expect(await status({ origin: OUR_PAGE })).toBe(200)
  expect(await status({ origin: PUBLIC_URL })).toBe(200)
  expect(await status({ origin: server.url })).toBe(200)
  for (const origin of ['https://evil.example.com', 'null', 'not an address', `http://127.0.0.1:1${port}`])
    expect(await status({ origin })).toBe(403)
  // A name that was made to lead here: the page's own address is the one that it calls.
  const answer = await askAs(`rebound.example.com:${port}`, `http://rebound.example.com:${port}`)
  expect(answer).toBe(403)
})

/** Calls as if the server had that name; `fetch` cannot. */
const askAs = (host: string, origin: string) =>
  new Promise<number>((resolve, reject) => {
    const { hostname, port } = new URL(server.url)
    const headers = {
      host,
      origin,
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    }
    const asking = request({ hostname, port, path: '/mcp', method: 'POST', headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asking.on('error', reject)
    asking.end(JSON.stringify(LIST))
  })

test.each<[string, unknown]>([
  ['a list of calls', [LIST, LIST]],
  ['no JSON', '{'],
  ['a word', '"tools/list"'],
  ['nothing', 'null'],
  ['no message', {}],
  ['a call without arguments that are an object', callOf('agent_read', 'x')],
  ['a call of a name that is none', callOf('__proto__', {})],
  ['a call of a name that is no text', callOf(7, {})],
  ['a cursor that is none', { ...LIST, method: 'resources/list', params: { cursor: 'ÿ' } }],
  ['a method that is none', { ...LIST, method: 'toString' }],
])('%s is refused with its own error', async (_, body) => {
  const answer = await post(body)
  expect(answer.status).toBeLessThan(500)
  expect(answer.text).toMatch(/"error"|"isError":true/)
  expect(answer.text).not.toMatch(/node_modules|at .*\.ts/)
})

function callOf(name: unknown, input: unknown) {
  return { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: input } }
}

test('text that cannot be stored, and too much of it, is refused with a code', async () => {
  const client = await connect()
  const opened = await call(client, 'conversation_open', { agentId: agent.id })
  const conversationId = opened.structuredContent?.id
  const say = (text: string) =>
    call(client, 'message_send', { conversationId, parts: [{ type: 'text', text }], waitSeconds: 0 })
  expect(await say('x'.repeat(100_001))).toMatchObject({ structuredContent: { code: 'invalid_input' } })
  expect((await post(callOf('message_send', { text: 'x'.repeat(5_000_000) }))).status).toBe(413)
  await client.close()
})

test('a caller that does not wait fetches the answer later', async () => {
  const client = await connect()
  const opened = await call(client, 'conversation_open', { agentId: agent.id })
  const sent = await call(client, 'message_send', {
    conversationId: opened.structuredContent?.id,
    clientId: 'once',
    parts: [{ type: 'text', text: '[[model tps=40 tokens=40]]' }],
    waitSeconds: 0,
  })
  expect(sent.structuredContent).toMatchObject({ state: 'running' })
  const { replyId } = sent.structuredContent ?? {}
  const waited = await call(client, 'reply_follow', { replyId })
  expect(waited.structuredContent).toMatchObject({ state: 'completed', replyId })
  await client.close()
})

test('an answer that fails is an error that says why', async () => {
  const client = await connect()
  const opened = await call(client, 'conversation_open', { agentId: agent.id })
  const sent = await call(client, 'message_send', {
    conversationId: opened.structuredContent?.id,
    parts: [{ type: 'text', text: '[[model fail=401]]' }],
  })
  expect(sent).toMatchObject({ isError: true, structuredContent: { code: 'upstream_failed' } })
  await client.close()
})

test('a revoked key is refused immediately', async () => {
  const made = await server.ask<{ secret: string; apiKey: { id: string } }>('POST', '/v1/api-keys', {
    body: { name: 'Short', scopes: ['*'] },
  })
  const client = await connect(made.body.secret)
  await server.ask('DELETE', `/v1/api-keys/${made.body.apiKey.id}`)
  await expect(client.listTools()).rejects.toThrow()
  expect((await post(LIST, {}, made.body.secret)).status).toBe(401)
})

test('it is also available below /compat', async () => {
  const client = await connect(key, '2025-11-25', '/compat/mcp/mcp')
  expect((await client.listTools()).tools.length).toBeGreaterThan(10)
  await client.close()
})
