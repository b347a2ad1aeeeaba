import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinDatabase } from '#platform/database/open.ts'
import { type ChildServer, startChildServer } from '#test/support/child-server.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'
import { askAt, type TestServer } from '#test/support/open-test-server.ts'
import { startSmtpSink } from '#test/support/smtp-sink.ts'
import { startTraceCollector } from '#test/support/trace-collector.ts'

/** Everything here is shown to somebody, or kept, and must come out nowhere. */
const given = {
  sealing: 'canary-sealing-key-4c1f0a97b2d84e6f',
  metrics: 'canary-metrics-token-9d20c7',
  collector: 'canary-collector-key-77aa10',
  operatorsModel: 'sk-canary-operators-model-51e2',
  smtp: 'canary-smtp-password-2b7c',
  owner: 'canary owner password 8812',
  guessed: 'canary guessed password 4471',
  tenantsModel: 'sk-canary-tenants-model-60f1',
  toolServer: 'canary-tool-server-key-30c9',
  inAddress: 'canary-in-an-address-19be',
  inBody: 'canary-in-a-broken-body-c3d4',
}
const made: Record<string, string> = {}
/** Where it may have come out: by the name of the place. */
const heard = new Map<string, string[]>()
const hear = (place: string, text: string) => void heard.set(place, [...(heard.get(place) ?? []), text])

/** A server of any kind that fails and says back whatever it was shown. */
const echo = createServer(async (request, response) => {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  const shown = { ...request.headers, body: String(Buffer.concat(pieces)) }
  response.writeHead(500, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ error: { message: JSON.stringify(shown) } }))
})

let database: Awaited<ReturnType<typeof freshDatabase>>
let collector: Awaited<ReturnType<typeof startTraceCollector>>
let sink: Awaited<ReturnType<typeof startSmtpSink>>
let server: ChildServer
let token: string | null = null
let echoUrl = ''

const ask: TestServer['ask'] = async (method, path, asking = {}) => {
  const answer = await askAt(server.url, () => token ?? '')(method, path, {
    token: token ?? null,
    ...asking,
  })
  if (answer.status >= 400) hear('errors', answer.text)
  return answer as never
}
const post = async <T>(path: string, body: unknown, more: object = {}) =>
  (await ask<T>('POST', path, { body, ...more })).body

/** The same for what must come to be, so that its secrets are really there. */
async function make<T>(path: string, body: unknown): Promise<T> {
  const answer = await ask<T>('POST', path, { body })
  expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300)
  return answer.body
}

beforeAll(async () => {
  database = await freshDatabase()
  collector = await startTraceCollector()
  sink = await startSmtpSink({ auth: 'PLAIN' })
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve))
  echoUrl = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`
  server = await startChildServer({
    PARLEY_DATA_DIR: database.directory,
    ...(database.options.kind === 'server' && { DATABASE_URL: database.options.url.reveal() }),
    LOG_LEVEL: 'debug',
    PARLEY_SLOW_QUERY_MS: '1',
    PARLEY_SECRET_KEY: given.sealing,
    PARLEY_METRICS_TOKEN: given.metrics,
    PARLEY_OWNER_EMAIL: 'owner@example.com',
    PARLEY_OWNER_PASSWORD: given.owner,
    PARLEY_PUBLIC_URL: 'http://localhost',
    PARLEY_PRIVATE_HOSTS: '127.0.0.1:*',
    PARLEY_SMTP_URL: `smtp://us:${given.smtp}@127.0.0.1:${sink.port}`,
    PARLEY_MAIL_FROM: 'parley@example.com',
    OPENAI_API_KEY: given.operatorsModel,
    OPENAI_BASE_URL: `${echoUrl}/v1`,
    OPENAI_MODEL: 'echoing',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: `api-key=${given.collector}`,
    OTEL_BSP_SCHEDULE_DELAY: '50',
  })
})
afterAll(async () => {
  await server.kill('SIGKILL')
  echo.closeAllConnections()
  await new Promise((resolve) => echo.close(resolve))
  await sink.close()
  await collector[Symbol.asyncDispose]()
  await database.drop()
})

async function signInAndFail() {
  const account = { email: 'owner@example.com', password: given.owner }
  await post('/v1/auth/login', { ...account, password: given.guessed })
  await post('/v1/auth/login', { ...account, password: [given.guessed] })
  const signedIn = await post<{ accessToken: string; refreshToken: string }>('/v1/auth/login', account)
  made.accessToken = signedIn.accessToken
  made.refreshToken = signedIn.refreshToken
  token = signedIn.accessToken
  await post('/v1/auth/refresh', { refreshToken: `${made.refreshToken}x` })
  await ask('GET', '/v1/me', { headers: { 'x-api-key': `${made.accessToken}` }, token: 'another' })
}

async function makeSecrets() {
  const key = await make<{ secret: string }>('/v1/api-keys', { name: 'All', scopes: ['*'] })
  made.apiKey = key.secret
  await ask('GET', '/v1/nowhere', { token: key.secret })
  await ask('PATCH', '/v1/me', { token: `${key.secret}`, body: { name: 7 } })
  const invited = await make<{ token: string }>('/v1/invitations', {
    email: 'vera@example.com',
    role: 'operator',
  })
  made.invitation = invited.token
  const webhook = await make<{ secret: string; webhook: { id: string } }>('/v1/webhooks', {
    name: 'Echo',
    url: `${echoUrl}/hook/${given.inAddress}?key=${given.inAddress}`,
    eventTypes: ['message.created', 'conversation.opened'],
  })
  made.webhook = webhook.secret
  await post(`/v1/webhooks/${webhook.webhook.id}/test`, {})
}

async function letTheWorldFail() {
  const connection = {
    name: 'mine',
    provider: 'openai-compatible',
    baseUrl: `${echoUrl}/v1`,
    key: given.tenantsModel,
  }
  await post('/v1/connections/test', { ...connection, name: undefined, model: 'echoing' })
  await make('/v1/connections', { ...connection, models: [{ name: 'echoing' }] })
  const tools = await make<{ id: string }>('/v1/tool-servers', {
    name: 'echo',
    url: `${echoUrl}/mcp?key=${given.inAddress}`,
    auth: 'headers',
    headers: { 'x-key': given.toolServer },
  })
  await post(`/v1/tool-servers/${tools.id}/sync`, {})
  for (const model of ['openai/echoing', 'mine/echoing']) {
    const agent = await make<{ id: string }>('/v1/agents', { name: 'Ada', model })
    const question = { role: 'user', parts: [{ type: 'text', text: 'Hello' }] }
    const tried = await ask('POST', `/v1/agents/${agent.id}/completions`, { body: { messages: [question] } })
    expect(tried.status, tried.text).toBe(502)
    const { id } = await make<{ id: string }>('/v1/conversations', { agentId: agent.id })
    const sent = await make<{ reply: { id: string } }>(`/v1/conversations/${id}/messages`, {
      parts: [{ type: 'text', text: 'Hello' }],
    })
    await expect
      .poll(async () => (await ask<{ state: string }>('GET', `/v1/replies/${sent.reply.id}`)).body.state, {
        timeout: 20_000,
      })
      .toBe('failed')
  }
  await ask('POST', '/v1/conversations', { body: `{"agentId": "${given.inBody}"` })
  await ask('GET', `/v1/conversations?token=${given.inAddress}&limit=x`)
  await ask('GET', `/nowhere?access_token=${given.inAddress}`)
}

async function readAllThereIs() {
  hear('metrics', (await ask('GET', '/metrics', { token: given.metrics })).text)
  hear('errors', (await ask('GET', '/metrics', { token: `${given.metrics}x` })).text)
  for (const path of ['/v1/export', '/v1/audit-log/export', '/v1/jobs', '/v1/connections', '/v1/webhooks'])
    hear('exports', (await ask('GET', path)).text)
  for (const path of ['/openapi.json', '/healthz', '/readyz']) hear('pages', (await ask('GET', path)).text)
  const beside = await joinDatabase(database.options)
  const rows = await beside.system((tx) => tx.selectFrom('jobs').selectAll().execute())
  await beside.close()
  hear('jobs', JSON.stringify(rows))
  hear('traces', collector.texts.join('\n'))
  hear('log', server.output())
}

test('secrets appear nowhere: not in logs, metrics, traces, errors, exports, pages or jobs', async () => {
  await signInAndFail()
  await makeSecrets()
  await letTheWorldFail()
  await expect.poll(() => server.output()).toContain('model request failed')
  await expect.poll(() => collector.named('chat echoing').length).toBeGreaterThan(1)
  await readAllThereIs()

  // A place that nothing was heard of would hold no secret for the wrong reason.
  const places = ['errors', 'exports', 'jobs', 'log', 'metrics', 'pages', 'traces']
  expect([...heard.keys()].sort()).toEqual(places)
  for (const place of places) expect(heard.get(place)?.join('').length, place).toBeGreaterThan(100)
  for (const [name, secret] of Object.entries(made)) expect(secret?.length, name).toBeGreaterThan(15)
  const all = Object.entries({ ...given, ...made }).flatMap(([name, secret]) =>
    [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')].map((form) => ({
      name,
      form,
    })),
  )
  const found = [...heard].flatMap(([place, texts]) =>
    all.filter(({ form }) => texts.join('\n').includes(form)).map(({ name }) => `${name} in ${place}`),
  )
  // An administrator reads where a webhook leads, as it was given; nobody else does, and no log.
  expect([...new Set(found)].filter((one) => one !== 'inAddress in exports')).toEqual([])
})

test('log lines about a request, a job and a model identify their owner', () => {
  const lines = server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, string>)
  const of = (sentence: string) => lines.filter(({ msg }) => msg === sentence)
  const ids = { requestId: expect.any(String), tenantId: expect.any(String) }
  for (const line of of('model request failed')) expect(line).toMatchObject(ids)
  expect(of('model request failed').some(({ conversationId }) => conversationId !== undefined)).toBe(true)
  expect(
    of('A tool server could not be reached.')[0] ?? of('A tool server failed to answer a request.')[0],
  ).toMatchObject({
    tenantId: expect.any(String),
    toolServerId: expect.any(String),
  })
  expect(of('A request failed.')[0]).toMatchObject(ids)
  expect(of('A statement was slow.').some(({ tenantId }) => tenantId !== undefined)).toBe(true)
})
