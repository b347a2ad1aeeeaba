import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CustomTool, NewCustomTool, TriedCustomTool } from '#contract/shapes/custom-tool.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import { follow, scriptedModels, send } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { settled } from '../isolation/settled.ts'

interface Heard {
  method: string
  url: string
  headers: IncomingMessage['headers']
  text: string
}

let models: ModelServer
let server: TestServer
let heard: Heard[] = []
let answer: (response: ServerResponse) => void
const ok = (body: unknown) => (response: ServerResponse) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
const service = createServer((request, response) => {
  let text = ''
  request.on('data', (piece) => (text += piece))
  request.on('end', () => {
    heard.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, text })
    answer(response)
  })
  response.on('error', () => {})
})
const hosted = (path = '') => `http://127.0.0.1:${(service.address() as AddressInfo).port}${path}`

beforeAll(async () => {
  await new Promise<void>((ready) => service.listen(0, '127.0.0.1', ready))
  models = await startModelServer()
  server = await openTestServer({ env: { ...scriptedModels(models), PARLEY_PRIVATE_HOSTS: '127.0.0.1:*' } })
})
afterAll(async () => {
  service.closeAllConnections()
  service.close()
  await server.close()
  await models.close()
})
beforeEach(() => {
  heard = []
  answer = ok({ fine: true })
})

const document = (paths: object, more: object = {}) =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    servers: [{ url: 'http://169.254.169.254/' }],
    paths,
    ...more,
  })
const SHOP = document(
  {
    '/orders/{id}': {
      servers: [{ url: 'http://10.0.0.1/' }],
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: 'readOrder',
        summary: 'Reads an order',
        parameters: [
          { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
          { name: 'id', in: 'query', schema: { type: 'integer', maximum: 9 } },
          { name: 'X-Region', in: 'header', schema: { type: 'string' } },
          { name: 'Authorization', in: 'header', schema: { type: 'string' } },
        ],
      },
      delete: { operationId: 'dropOrder' },
    },
    '/orders': {
      post: {
        operationId: 'placeOrder',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
        },
      },
    },
    '/pictures': { post: { requestBody: { content: { 'image/png': {} } } } },
  },
  {
    components: {
      schemas: {
        Order: {
          type: 'object',
          required: ['item'],
          properties: {
            item: { type: 'string', pattern: '^(a+)+$' },
            parent: { $ref: '#/components/schemas/Order' },
          },
        },
      },
    },
  },
)

let named = 0
const create = (body: object) =>
  server.ask<NewCustomTool>('POST', '/v1/tools/custom', {
    body: { kind: 'openapi', name: `shop-${(named += 1)}`, url: hosted('/api/'), ...body },
  })
const shop = async (more: object = {}) => (await create({ document: SHOP, ...more })).body.tool
const tryOut = async (tool: CustomTool, operation: string, input: object) =>
  (
    await server.ask<TriedCustomTool>('POST', `/v1/tools/custom/${tool.id}/try`, {
      body: { operation, input },
    })
  ).body

test('each operation of a document becomes a tool; the report says why others cannot', async () => {
  const tool = await shop()
  expect(tool.operations.map(({ listedAs, isReadOnly }) => [listedAs, isReadOnly])).toEqual([
    [`http:${tool.name}:readOrder`, true],
    [`http:${tool.name}:dropOrder`, false],
    [`http:${tool.name}:placeOrder`, false],
  ])
  expect(tool.skipped).toEqual([{ operation: 'POST /pictures', why: 'it takes neither JSON nor a form' }])
  const [read, , place] = tool.operations
  expect(Object.keys((read?.inputSchema.properties ?? {}) as object).toSorted()).toEqual([
    'X-Region',
    'id',
    'id_2',
    'tags',
  ])
  expect(JSON.stringify(place?.inputSchema)).not.toMatch(/pattern|\$ref/)
})

test('arguments go where the document says, to the configured address, with the configured key', async () => {
  const tool = await shop({ authHeader: 'Authorization', authValue: 'Bearer swordfish' })
  expect(JSON.stringify(tool)).not.toContain('swordfish')
  const read = await tryOut(tool, 'readOrder', {
    id: 'a/b?c',
    tags: ['x', 'y'],
    id_2: 3,
    'X-Region': 'north',
  })
  expect(read).toMatchObject({ isError: false, output: { status: 200, body: { fine: true } } })
  expect(heard[0]).toMatchObject({
    method: 'GET',
    url: '/api/orders/a%2Fb%3Fc?tags=x&tags=y&id=3',
    headers: { authorization: 'Bearer swordfish', 'x-region': 'north' },
  })
  expect(heard[0]?.headers['idempotency-key']).toBeUndefined()
  await tryOut(tool, 'placeOrder', { body: { item: 'soup' } })
  expect(heard[1]).toMatchObject({ method: 'POST', url: '/api/orders', text: '{"item":"soup"}' })
  expect(heard[1]?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/)
})

test.each<[string, string, object]>([
  ['a part that leads up', 'readOrder', { id: '..' }],
  ['nothing for a part of the path', 'readOrder', { id: '' }],
  ['what is missing', 'readOrder', {}],
  ['what is too large', 'readOrder', { id: 'a', id_2: 10 }],
  ['another type', 'readOrder', { id: 'a', tags: 'x' }],
  ['what nobody described', 'readOrder', { id: 'a', colour: 'red' }],
  ['a header of two lines', 'readOrder', { id: 'a', 'X-Region': 'a\r\nhost: b' }],
  ['a body without what it needs', 'placeOrder', { body: {} }],
])('%s is reported to the model and not sent', async (_, operation, input) => {
  const tried = await tryOut(await shop(), operation, input)
  expect(tried).toMatchObject({ isError: true, output: expect.stringMatching(/arguments/) })
  expect(heard).toEqual([])
})

test('a response is truncated, redirects are not followed, and errors reveal nothing of our network', async () => {
  const tool = await shop()
  const read = () => tryOut(tool, 'readOrder', { id: '1' })
  answer = (response) => response.writeHead(302, { location: hosted('/inside') }).end()
  expect(await read()).toMatchObject({ isError: true, output: { status: 302 } })
  expect(heard).toHaveLength(1)
  answer = (response) => {
    response.writeHead(200, { 'content-type': 'text/plain' })
    const more = () => void (response.destroyed || (response.write('x'.repeat(65_536)), setImmediate(more)))
    more()
  }
  const long = await read()
  expect(long).toMatchObject({ isError: false, output: { isCut: true } })
  expect((long.output as { body: string }).body).toHaveLength(200_000)
  answer = (response) => response.writeHead(200, { 'content-type': 'image/png' }).end('x')
  expect(await read()).toMatchObject({ isError: true })
  answer = (response) => response.writeHead(422, { 'content-type': 'application/json' }).end('{"why":"no"}')
  expect(await read()).toMatchObject({ isError: true, output: { status: 422, body: { why: 'no' } } })
  answer = (response) => response.destroy()
  expect(await read()).toMatchObject({ isError: true, output: 'The service cannot be reached.' })
})

test('a webhook is called with a signed body, and the same ID for every attempt', async () => {
  const made = await create({
    kind: 'webhook',
    url: hosted('/hook'),
    description: 'Looks up the weather',
    inputSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    isReadOnly: true,
  })
  const { tool, secret } = made.body
  expect(await tryOut(tool, 'call', { city: 'Berlin' })).toMatchObject({ output: { body: { fine: true } } })
  const [one] = heard
  const body = JSON.parse(one?.text ?? '')
  expect(body).toMatchObject({ type: 'tool.called', data: { input: { city: 'Berlin' } } })
  const signed = `${one?.headers['webhook-id']}.${one?.headers['webhook-timestamp']}.${one?.text}`
  const key = Buffer.from((secret ?? '').replace('whsec_', ''), 'base64')
  const signature = createHmac('sha256', key).update(signed).digest('base64')
  expect(one?.headers['webhook-signature']).toBe(`v1,${signature}`)
  expect(await tryOut(tool, 'call', { city: 7 })).toMatchObject({ isError: true })
  const listed = await server.ask('GET', '/v1/tools/custom')
  expect(listed.text).not.toContain((secret ?? '').slice(6))
})

test('an agent calls read-only operations at once, and needs approval for others', async () => {
  const tool = await shop()
  const listed = await server.ask<{ items: { name: string }[] }>('GET', '/v1/tools')
  expect(listed.body.items.map(({ name }) => name)).toContain(`http:${tool.name}:readOrder`)
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', {
    body: { name: 'Ada', tools: [`http:${tool.name}:*`] },
  })
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agent.body.id },
  })
  const say = async (call: (name: string) => object) => {
    const offered = () =>
      (
        (models.requests.at(-1)?.body as { tools?: { function: { name: string } }[] } | undefined)?.tools ??
        []
      ).map((one) => one.function.name)
    models.script({ text: ['Hello.'] })
    const first = await send(server, opened.body.id, 'Hello')
    await follow(server, first.reply?.id ?? '')
    const name = (part: string) => offered().find((one) => one.includes(part)) ?? ''
    models.script({ toolCalls: [call(name('Order')) as never] })
    const sent = await send(server, opened.body.id, 'Please.')
    await follow(server, sent.reply?.id ?? '')
    await settled(server.app)
    const { body } = await server.ask<{ items: Message[] }>(
      'GET',
      `/v1/conversations/${opened.body.id}/messages?limit=200`,
    )
    return { names: offered(), parts: body.items.flatMap(({ parts }) => parts) }
  }
  const { names, parts } = await say((name) => ({ name, arguments: '{"id":"7"}' }))
  for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_-]{1,64}$/)
  expect(parts.find(({ type }) => type === 'tool-result')).toMatchObject({ isError: false })
  expect(heard).toMatchObject([{ url: '/api/orders/7' }])
  models.script({
    toolCalls: [{ name: names.find((one) => one.includes('dropOrder')) ?? '', arguments: '{"id":"7"}' }],
  })
  const sent = await send(server, opened.body.id, 'Drop it.')
  await follow(server, sent.reply?.id ?? '')
  await settled(server.app)
  expect(heard).toHaveLength(1)
})

describe('a hostile document', () => {
  const many = (count: number) =>
    document(Object.fromEntries(Array.from({ length: count }, (_, at) => [`/a${at}`, { get: {} }])))
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
  test.each<[string, string, number]>([
    ['of 10 MB', document({ '/a': { get: { description: 'x'.repeat(10_000_000) } } }), 413],
    ['of 3 MB', document({ '/a': { get: { description: 'x'.repeat(3_000_000) } } }), 400],
    ['of 5,000 operations', many(5_000), 400],
    ['with a reference to a file', document({ '/a': { $ref: 'file:///etc/passwd' } }), 400],
    [
      'with a reference to the web',
      document({ '/a': { get: { parameters: [{ $ref: 'http://127.0.0.1/x' }] } } }),
      400,
    ],
    ['with a path that refers to itself', document({ '/a': { $ref: '#/paths/~1a' } }), 400],
    ['of another kind', '{"swagger":"2.0","paths":{}}', 400],
    ['that is no document', 'Hello', 400],
    ['that is nothing but brackets', deep(100_000), 400],
    ['of aliases', `openapi: 3.0.0\na: &a [x, x]\nb: &b [*a, *a]\npaths: {}`, 400],
    [
      'with paths that lead elsewhere',
      document({ '//evil.example.com/': { get: {} }, '/../a': { get: {} }, '/a?b=c': { get: {} } }),
      400,
    ],
    ['of prototypes', '{"openapi":"3.0.0","paths":{"__proto__":{"get":{}}}}', 400],
  ])('%s is refused', async (_, text, status) => {
    const answered = await create({ document: text })
    expect([answered.status, answered.text.slice(0, 200)]).toEqual([status, expect.any(String)])
    expect(heard).toEqual([])
  })

  test('with cycles is cut where it repeats', async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [`p${at}`, { $ref: '#/components/schemas/A' }]),
    )
    const body = (name: string) => ({
      requestBody: { content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } },
    })
    const text = document(
      { '/b': { post: body('B') }, '/a': { post: body('A') }, '/c': { post: body('C') } },
      {
        components: {
          schemas: {
            A: { type: 'object', properties: wide },
            B: { type: 'object', properties: { next: { $ref: '#/components/schemas/B' } } },
            C: { properties: Object.fromEntries(Array.from({ length: 700 }, (_, at) => [`p${at}`, {}])) },
          },
        },
      },
    )
    const { status, body: made } = await create({ document: text })
    expect(status).toBe(201)
    expect(made.tool.operations.map(({ path }) => path)).toEqual(['/b', '/a'])
    expect(made.tool.skipped).toMatchObject([{ operation: 'POST /c' }])
  })

  test('with colliding names has a tool for each', async () => {
    const same = { operationId: 'do it!', get: undefined }
    const { body } = await create({
      document: document({ '/a': { get: same, post: same }, '/b': { get: { operationId: 'do_it' } } }),
    })
    expect(body.tool.operations.map(({ name }) => name)).toEqual(['do_it', 'do_it_2', 'do_it_3'])
  })
})

test('internal addresses need the operator’s permission, and a key goes to no other host', async () => {
  expect((await create({ document: SHOP, url: 'http://10.0.0.1/' })).status).toBe(400)
  expect((await create({ document: SHOP, url: 'file:///etc' })).status).toBe(400)
  const tool = await shop({ authHeader: 'x-key', authValue: 'swordfish' })
  const moved = await server.ask<CustomTool>('PATCH', `/v1/tools/custom/${tool.id}`, {
    body: { url: 'https://elsewhere.example.com' },
  })
  expect(moved.body.authHeader).toBeNull()
  const fetched = await server.ask<{ text: null }>('POST', '/v1/tools/custom-document', {
    body: { address: 'http://169.254.169.254/openapi.json' },
  })
  expect(fetched.body.text).toBeNull()
})

test('a document is fetched for review, up to the size limit', async () => {
  answer = (response) => response.end(SHOP)
  const fetch = () =>
    server.ask<{ text: string }>('POST', '/v1/tools/custom-document', {
      body: { address: hosted('/openapi.json') },
    })
  expect((await fetch()).body.text).toBe(SHOP)
  answer = (response) => response.end('x'.repeat(2_000_001))
  expect((await fetch()).body).toEqual({ text: null, detail: 'The document is larger than 2 MB.' })
})

test('a suspended or removed tool is not offered, and only tool managers see them', async () => {
  const tool = await shop()
  const names = async () =>
    (await server.ask<{ items: { name: string }[] }>('GET', '/v1/tools')).body.items.map(({ name }) => name)
  await server.ask('PATCH', `/v1/tools/custom/${tool.id}`, { body: { isSuspended: true } })
  expect(await names()).not.toContain(`http:${tool.name}:readOrder`)
  await server.ask('PATCH', `/v1/tools/custom/${tool.id}`, { body: { isSuspended: false } })
  expect(await names()).toContain(`http:${tool.name}:readOrder`)
  expect((await create({ document: SHOP, name: tool.name })).status).toBe(409)
  const { accessToken } = await server.member('operator')
  expect((await server.ask('GET', '/v1/tools/custom', { token: accessToken })).status).toBe(403)
  expect((await server.ask('DELETE', `/v1/tools/custom/${tool.id}`)).status).toBe(204)
  expect(await names()).not.toContain(`http:${tool.name}:readOrder`)
})
