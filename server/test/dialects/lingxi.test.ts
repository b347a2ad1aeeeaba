import { execFile, execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lingxi } from '#dialects/lingxi/index.ts'
import { createApiKey, createMember, findTenantId, systemScope } from '#features/access/index.ts'
import { makeMember, makeTenant, visit } from '#features/access/testing.ts'
import type { Scope } from '#kernel/scope.ts'
import { badBodies } from '#test/hostile/bodies.ts'
import { sendRequest, closeConnections } from '#test/hostile/send-request.ts'
import { values } from '#test/hostile/values.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const PASSWORD = 'long walks by the river'
const insides =
  /node_modules|node:internal|\.tsx?:\d+|violates|relation "|Fastify|FST_|ZodError|TypeError|\[object /

let models: ModelServer
let server: TestServer
let url: string
let home: Scope
/** Of the server's tenant; `stranger` is of another. */
let ann: string
let stranger: string
let readsOnly: string

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({
    env: scriptedModels(models),
    listeners: [
      { port: 0, dialects: ['native'] },
      { port: 0, dialects: ['lingxi'] },
    ],
  })
  url = server.doors[1]?.url ?? ''
  const { app } = server
  home = systemScope(app, await findTenantId(app, null), visit())
  const member = await makeMember(app, home, 'end_user')
  ann = member.accessToken
  readsOnly = (
    await createApiKey(member.scope, { name: 'Reads', scopes: ['conversation:read', 'agent:read'] })
  ).secret
  await createMember(home, { name: 'ling', password: PASSWORD })
  const { system } = await makeTenant(app)
  stranger = (await makeMember(app, system, 'owner')).accessToken
})

afterAll(async () => {
  closeConnections()
  await server.close()
  await models.close()
})

interface Told {
  status: number
  body: Record<string, unknown> & { id?: number; results?: unknown[]; sessions?: unknown[] }
}

async function ask(token: string | null, request: string, body?: object, at = url): Promise<Told> {
  const [method = '', path = ''] = request.split(' ')
  const response = await fetch(at + path, {
    method,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as Told['body']) : {} }
}

/** Every method and address that the dialect answers, from itself. */
async function addresses(): Promise<[string, string][]> {
  const http = fastify()
  const found: [string, string][] = []
  http.addHook('onRoute', ({ method, url: at }) => {
    for (const one of [method].flat()) found.push([one, at.replace(/:id\([^)]*\)/, '1')])
  })
  await lingxi.routes(http, { app: server.app, isOwnPort: true, refuseMetrics: () => {} })
  await http.close()
  return found
}
const isOpen = (path: string) => path === '/' || path.startsWith('/static/') || path.startsWith('/api/auth/')
const isRefused = ({ status, body }: Told) => status === 405 || body.error === 'Invalid request method.'

test('without signing in nothing is returned, at any address and by any method', async () => {
  const closed = (await addresses()).filter(
    ([method, path]) => !['HEAD', 'TRACE', 'QUERY'].includes(method) && !isOpen(path),
  )
  let asked = 0
  for (const [method, path] of closed) {
    const told = await ask(null, `${method} ${path}`)
    if (isRefused(told)) continue
    expect([method, path, told.status]).toEqual([method, path, 401])
    asked += 1
  }
  expect(asked).toBe(31)
})

test('another tenant’s numbers are unknown numbers', async () => {
  const said = await ask(ann, 'POST /api/chat/', { message: '[[say Our secret]]' })
  expect(said.body.response).toBe('Our secret')
  const agents = (await ask(ann, 'GET /api/agents/')).body.results as { id: number }[]
  const [session, agent] = [said.body.session_id, agents[0]?.id]
  for (const request of [
    `GET /api/sessions/${session}/`,
    `DELETE /api/sessions/${session}/`,
    `GET /api/agents/${agent}/`,
    `DELETE /api/agents/${agent}/`,
    `GET /api/sessions/${session}/history`,
    `POST /api/sessions/${session}/delete`,
    `GET /api/sessions/${session}/summary`,
  ])
    expect([request, (await ask(stranger, request)).status]).toEqual([request, 404])
  const fields = { message: 'Hello', session_id: session }
  expect((await ask(stranger, 'POST /api/chat/', fields)).status).toBe(404)
  expect((await ask(stranger, 'POST /api/chat/', { message: 'Hello', agent_id: agent })).status).toBe(404)
  expect((await ask(stranger, 'GET /api/sessions/')).body).toMatchObject({ count: 0, results: [] })
  expect((await ask(stranger, 'GET /api/export/data')).body).toMatchObject({ total_sessions: 0 })
  // The owner of the same tenant works elsewhere with what people write to it.
  expect((await ask(server.owner, `GET /api/sessions/${session}/`)).status).toBe(404)
  expect((await ask(server.owner, 'GET /api/chat/history/')).body.sessions).toEqual([])
})

test('a key is limited to its scopes here too', async () => {
  const own = (await ask(ann, 'POST /api/agents/', { name: 'Kept', parameters: {} })).body.id
  expect((await ask(readsOnly, `GET /api/agents/${own}/`)).status).toBe(200)
  for (const [request, body] of [
    ['POST /api/agents/', { name: 'New', parameters: {} }],
    [`PATCH /api/agents/${own}/`, { name: 'Renamed' }],
    [`PUT /api/agents/${own}/personality/`, { personality_prompt: 'x' }],
    [`DELETE /api/agents/${own}/`, undefined],
    ['POST /api/sessions/', { agent_configuration: own }],
    ['POST /api/chat/', { message: 'Hello', agent_id: own }],
    ['POST /api/personality/update', { personality_prompt: 'x' }],
    ['POST /api/sessions/create', undefined],
  ] as const)
    expect([request, (await ask(readsOnly, request, body)).status]).toEqual([request, 403])
})

test('many concurrent first messages create one agent, and each message gets its own number', async () => {
  const { accessToken } = await makeMember(server.app, home, 'end_user')
  const told = await Promise.all(
    Array.from({ length: 6 }, () => ask(accessToken, 'POST /api/chat/', { message: '[[say Hi]]' })),
  )
  for (const { status, body } of told) expect([status, body.response]).toEqual([200, 'Hi'])
  const numbers = told.flatMap(({ body }) => [body.user_message_id, body.ai_message_id])
  expect(new Set(numbers).size).toBe(12)
  expect((await ask(accessToken, 'GET /api/agents/')).body).toMatchObject({
    count: 1,
    results: [{ name: 'default' }],
  })
})

test('below /compat it is the same', async () => {
  const at = `${server.url}/compat/lingxi`
  const told = await ask(ann, 'POST /api/chat/', { message: '[[say Here too]]' }, at)
  expect(told.body.response).toBe('Here too')
  expect(await ask(null, 'DELETE /api/agents/', undefined, at)).toMatchObject({ status: 405 })
  const page = await (await fetch(`${at}/`)).text()
  expect(page).toContain('src="/compat/lingxi/static/chat.js"')
  expect((await fetch(`${at}/static/chat.js`)).headers.get('content-type')).toContain('javascript')
})

describe('hostile input is refused with a sentence', () => {
  const bodies: [string, Record<string, unknown>][] = [
    ['POST /api/auth/refresh/', { refresh: 'x' }],
    ['POST /api/agents/', { name: 'x', parameters: {}, timings: null }],
    ['POST /api/sessions/', { agent_configuration: 4711, summary: 'x', current_state: {} }],
    ['PATCH /api/sessions/#/', { summary: 'x', current_state: {} }],
    ['POST /api/chat/', { message: 'x', session_id: 4711, agent_id: 4711 }],
    ['POST /api/personality/update', { personality_prompt: 'x' }],
  ]
  let session: unknown
  beforeAll(async () => {
    session = (await ask(ann, 'POST /api/sessions/create')).body.session_id
  })
  const send = async (request: string, type: string, body: string | Buffer) => {
    const [method = '', path = ''] = request.split(' ')
    const headers = {
      authorization: `Bearer ${ann}`,
      'content-type': type,
      'content-length': String(Buffer.byteLength(body)),
    }
    const { status, text } = await sendRequest(url, { method, path, headers, body })
    const said = `${request} ${String(body).slice(0, 80)}: ${status} ${text.slice(0, 200)}`
    expect(status, said).toBeLessThan(500)
    if (status >= 400) expect(text, said).not.toMatch(insides)
    return status
  }

  test.each(bodies)(
    '%s',
    async (address, fields) => {
      const request = address.replace('#', String(session))
      for (const [, body] of badBodies) await send(request, 'application/json', body)
      for (const value of values)
        for (const key of Object.keys(fields))
          await send(request, 'application/json', JSON.stringify({ ...fields, [key]: value }))
      const form = 'multipart/form-data; boundary=x'
      const part = (name: string, text: string) =>
        `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`
      for (const body of [
        '',
        '--x',
        '--x--',
        part('message', ''),
        `${part('__proto__', '{"a":1}')}--x--\r\n`,
        `${part('message', '\0')}--x--\r\n`,
        `${part('message', 'x'.repeat(2_000_000))}--x--\r\n`,
        `--x\r\ncontent-disposition: form-data; name="message"; filename="a"\r\n\r\nx\r\n--x--\r\n`,
      ])
        await send(request, form, body)
      for (const body of [
        '',
        '=',
        '&&&',
        '%',
        'message=%00',
        'message=%ff',
        '__proto__=1',
        'session_id=1e999',
      ])
        await send(request, 'application/x-www-form-urlencoded', body)
      for (const type of ['text/plain', 'application/xml', 'x', 'multipart/form-data'])
        expect(await send(request, type, 'message=Hello')).toBeGreaterThanOrEqual(400)
    },
    120_000,
  )

  test('in an address', async () => {
    const numbers = ['0', '-1', '1.5', '1e3', '9'.repeat(40), 'x', '%00', '%ff', '..', '__proto__', '１']
    for (const number of numbers)
      for (const path of ['/api/agents/#/', '/api/sessions/#/', '/api/sessions/#/history']) {
        const headers = { authorization: `Bearer ${ann}` }
        const { status } = await sendRequest(url, {
          method: 'GET',
          path: encodeURI(path.replace('#', number)),
          headers,
        })
        expect([number, status >= 400 && status < 500]).toEqual([number, true])
      }
    for (const query of [
      'page=x',
      'page=0',
      'page=1e9',
      'page_size=x',
      'page_size=-1',
      'page=1&page=2',
      'page[]=1',
    ])
      expect((await ask(ann, `GET /api/agents/?${query}`)).status).toBeLessThan(500)
    for (const query of ['limit=x', 'limit=-5', 'limit=9e9', 'session_id=', 'session_id=%00', 'limit[a]=1'])
      expect((await ask(ann, `GET /api/chat/history/?${query}`)).status).toBeLessThan(500)
  })
})

const has = (program: string) => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test.each([
  ['api-usage.js', process.execPath],
  ['api-usage.py', 'python3'],
] as const)('the example %s runs against a real port', async (name, program) => {
  if (process.env.CI !== 'true' && !has(program)) return
  const script = fileURLToPath(new URL(`../../../examples/lingxi/${name}`, import.meta.url))
  const { stdout } = await promisify(execFile)(program, [script], {
    env: {
      PATH: process.env.PATH ?? '',
      LINGXI_URL: url,
      LINGXI_USERNAME: 'ling',
      LINGXI_PASSWORD: PASSWORD,
    },
    timeout: 60_000,
  })
  for (const line of [
    'Signed in as ling.',
    'Personality: You are brief.',
    'Messages: 4',
    'Sessions: 1',
    'Agent and sessions deleted.',
  ])
    expect(stdout).toContain(line)
  expect(stdout.match(/^Agent says: \S/gm)).toHaveLength(2)
})
