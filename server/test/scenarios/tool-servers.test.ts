import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import type { ServerTool, ToolServer, ToolServerList } from '#contract/shapes/tool-server.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import {
  everythingProgram,
  filesystemProgram,
  startEverythingServer,
} from '#test/support/everything-server.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let models: ModelServer
let server: TestServer
let http: Awaited<ReturnType<typeof startEverythingServer>>
let sse: typeof http
let shelf = ''

beforeAll(async () => {
  shelf = realpathSync(mkdtempSync(join(tmpdir(), 'parley-shelf-')))
  writeFileSync(join(shelf, 'hours.txt'), 'We open at nine.')
  const file = join(shelf, 'programs.yaml')
  const program = (name: string, path: string, tenants: string, ...args: string[]) =>
    `- { name: ${name}, title: The ${name}, command: ${process.execPath}, args: [${[path, ...args].join(', ')}], tenants: ${tenants} }\n`
  writeFileSync(
    file,
    program('files', filesystemProgram, "'*'", shelf) +
      program('everything', everythingProgram, '[main]', 'stdio') +
      program('elsewhere', everythingProgram, '[another]', 'stdio'),
  )
  models = await startModelServer()
  ;[http, sse] = await Promise.all([startEverythingServer('streamableHttp'), startEverythingServer('sse')])
  server = await openTestServer({
    env: { ...scriptedModels(models), PARLEY_PRIVATE_HOSTS: '127.0.0.1:*', PARLEY_TOOL_SERVERS: file },
  })
})
afterAll(async () => {
  await server.close()
  await Promise.all([models.close(), http.stop(), sse.stop()])
  rmSync(shelf, { recursive: true, force: true })
})

interface Synced {
  server: ToolServer
  tools: ServerTool[]
}

/** Adds a server and looks at what it offers. */
async function add(name: string, facts: object): Promise<Synced> {
  const made = await server.ask<ToolServer>('POST', '/v1/tool-servers', { body: { name, ...facts } })
  expect(made.status, made.text).toBe(201)
  const { body, text } = await server.ask<Synced>('POST', `/v1/tool-servers/${made.body.id}/sync`)
  expect(body.server.state, text).toBe('ready')
  return body
}

/** What the agent with these tools did when it was told to call one. */
async function ask(tools: string[], call: string) {
  const { body } = await server.ask<Agent>('POST', '/v1/agents', { body: { name: 'Ada', tools } })
  const client = openClient({ baseUrl: server.url, credentials: { apiKey: server.owner } })
  const parts = []
  const messages = [{ role: 'user' as const, parts: [{ type: 'text' as const, text: `Do it. ${call}` }] }]
  for await (const part of client.completions.stream(body.id, { messages })) parts.push(part)
  const { tools: offered = [] } = (models.requests.at(-1)?.body ?? {}) as {
    tools?: { function: { name: string } }[]
  }
  return { text: JSON.stringify(parts), offered: offered.map((tool) => tool.function.name) }
}

test.each(['http', 'sse', 'program'] as const)(
  'tools of a third-party server are called in an answer: %s',
  async (transport) => {
    const name = `every-${transport}`
    const place =
      transport === 'program' ? { program: 'everything' } : { url: (transport === 'http' ? http : sse).url }
    const { server: added, tools } = await add(name, { transport, ...place })
    expect(tools.find((tool) => tool.name === 'echo')).toMatchObject({
      listedAs: `mcp:${name}:echo`,
      state: 'approved',
    })
    expect(added).toMatchObject({ protocol: '2025-11-25', waitingCount: 0, isSignedIn: true })
    expect(added.toolCount).toBe(tools.length)
    const one = await ask([`mcp:${name}:echo`], `[[tool ${name}__echo {"message":"from outside"}]]`)
    expect(one.text).toContain('from outside')
    expect(one.offered).toEqual([`${name}__echo`])
    const all = await ask([`mcp:${name}:*`], `[[tool ${name}__get-sum {"a":2,"b":40}]]`)
    expect(all.text).toContain('42')
    expect(all.offered).toHaveLength(tools.length)
  },
)

test('a program from the operator’s file reads allowed files, and reports refused ones', async () => {
  await add('files', { transport: 'program', program: 'files' })
  const read = (path: string) =>
    ask(['mcp:files:read_text_file'], `[[tool files__read_text_file {"path":${JSON.stringify(path)}}]]`)
  expect((await read(join(shelf, 'hours.txt'))).text).toContain('We open at nine.')
  const refused = await read('/etc/passwd')
  expect(refused.text).toContain('"isError":true')
  expect(refused.text).not.toContain('root:')
})

test('no request can name a command, and a tenant has only the operator’s programs', async () => {
  const post = (body: object) => server.ask('POST', '/v1/tool-servers', { body: { name: 'mine', ...body } })
  const mine = { transport: 'program', program: 'files' }
  for (const more of [
    { command: 'sh' },
    { args: ['-c', 'id'] },
    { env: { A: 'b' } },
    { program: 'sh -c id' },
  ])
    expect(await post({ ...mine, ...more })).toMatchObject({ status: 400, body: { code: 'invalid_input' } })
  expect(await post({ transport: 'stdio', program: 'files' })).toMatchObject({ status: 400 })
  expect(await post({ transport: 'program', program: 'elsewhere' })).toMatchObject({ status: 400 })
  const { programs } = (await server.ask<ToolServerList>('GET', '/v1/tool-servers')).body
  expect(programs.map(({ name }) => name)).toEqual(['files', 'everything'])
})

test.each([
  'http://10.0.0.1/mcp',
  'http://localhost:9/mcp',
  'http://169.254.169.254/latest',
  'http://[::1]/',
])('an internal address is refused: %s', async (url) => {
  const { status, body } = await server.ask('POST', '/v1/tool-servers', { body: { name: 'inside', url } })
  expect([status, body.code]).toEqual([400, 'invalid_input'])
})

test('an unreachable server delays neither an answer nor a start', async () => {
  const gone = await startEverythingServer('streamableHttp')
  await add('gone', { url: gone.url })
  await gone.stop()
  const answer = await ask(['mcp:gone:echo', 'current_time'], '[[tool gone__echo {"message":"x"}]]')
  expect(answer.text).toContain('"isError":true')
  expect(answer.text).toContain('reply-end')
  const { body } = await server.ask<ToolServerList>('GET', '/v1/tool-servers')
  const id = body.items.find(({ name }) => name === 'gone')?.id
  const synced = await server.ask<Synced>('POST', `/v1/tool-servers/${id}/sync`)
  expect(synced.body.server).toMatchObject({ state: 'failing', errorCode: 'unreachable' })
})

test('headers are sent to their server and to nobody else', async () => {
  const made = await server.ask<ToolServer>('POST', '/v1/tool-servers', {
    body: { name: 'keyed', url: http.url, auth: 'headers', headers: { 'x-key': 'swordfish' } },
  })
  expect(made.body).toMatchObject({ headerNames: ['x-key'], isSignedIn: true })
  const path = `/v1/tool-servers/${made.body.id}`
  const moved = await server.ask('PATCH', path, { body: { url: 'https://elsewhere.example/mcp' } })
  expect(moved.status).toBe(400)
  const all = await Promise.all([server.ask('GET', '/v1/tool-servers'), server.ask('GET', path)])
  expect([made.text, ...all.map(({ text }) => text)].join()).not.toContain('swordfish')
  const stored = await server.app.database.read(await tenantId(), (tx) =>
    tx.selectFrom('tool_server_credentials').selectAll().execute(),
  )
  expect(stored).toHaveLength(1)
  expect(JSON.stringify(stored)).not.toContain('swordfish')
})

test('an operator sees the servers, but cannot change them', async () => {
  const { accessToken: token } = await server.member('operator')
  expect((await server.ask('GET', '/v1/tool-servers', { token })).status).toBe(200)
  const body = { name: 'theirs', url: http.url }
  expect((await server.ask('POST', '/v1/tool-servers', { token, body })).status).toBe(403)
})

const tenantId = async () => (await server.ask<{ tenant: { id: string } }>('GET', '/v1/me')).body.tenant.id
