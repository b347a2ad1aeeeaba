import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { measures } from '#kernel/metrics.ts'
import { converse, openConversation, scriptedModels } from '#test/support/conversation.ts'
import { metricsOf, type Samples } from '#test/support/metrics.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { dial } from '#test/support/socket.ts'

const TOKEN = 'a-token-for-prometheus'

let models: ModelServer
let server: TestServer
let conversationId: string

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  conversationId = await openConversation(server)
  await converse(server, conversationId, '[[say Hello there]]')
})
afterAll(async () => {
  await server.close()
  await models.close()
})

const read = (): Promise<Samples> => metricsOf(server.url)

test('an answer is counted: started, ended, its first token, and the model’s usage', async () => {
  const before = await read()
  const { end } = await converse(server, conversationId, '[[say One more]]')
  await expect
    .poll(async () => (await read()).value('parley_replies_ended_total', { state: 'completed' }))
    .toBe(before.value('parley_replies_ended_total', { state: 'completed' }) + 1)
  const after = await read()
  const grown = (name: string, labels: Record<string, string> = {}) =>
    after.value(name, labels) - before.value(name, labels)
  const model = { model: 'openai/scripted' }
  expect(grown('parley_replies_begun_total')).toBe(1)
  await expect
    .poll(async () => (await read()).value('parley_reply_first_token_seconds_count'))
    .toBe(before.value('parley_reply_first_token_seconds_count') + 1)
  expect(grown('parley_model_calls_total', { ...model, outcome: 'ok' })).toBe(1)
  expect(grown('parley_model_first_token_seconds_count', model)).toBe(1)
  expect(grown('parley_model_tokens_total', { ...model, kind: 'input' })).toBe(end.usage.inputTokens)
  expect(grown('parley_model_tokens_total', { ...model, kind: 'output' })).toBe(end.usage.outputTokens)
  expect(grown('parley_use_cases_total', { use_case: 'message.send', outcome: 'ok' })).toBe(1)
})

test('a failing model is counted by kind of failure', async () => {
  await converse(server, conversationId, '[[model fail=400]] hello')
  const after = await read()
  expect(after.value('parley_replies_ended_total', { state: 'failed' })).toBe(1)
  expect(
    after.value('parley_model_calls_total', { model: 'openai/scripted', outcome: 'upstream_failed' }),
  ).toBe(1)
})

test('searches are timed', async () => {
  const before = (await read()).value('parley_retrieval_seconds_count')
  expect((await server.ask('POST', '/v1/search', { body: { query: 'opening hours' } })).status).toBe(200)
  expect((await read()).value('parley_retrieval_seconds_count')).toBe(before + 1)
})

test('requests are counted by route, without IDs in labels', async () => {
  await server.ask('GET', `/v1/conversations/${conversationId}`)
  await server.ask('GET', '/v1/conversations/00000000-0000-7000-8000-000000000000')
  await server.ask('GET', '/nothing/at/all/here')
  const route = { method: 'GET', route: '/v1/conversations/:conversationId' }
  await expect
    .poll(async () => (await read()).value('parley_http_requests_total', { ...route, status: '404' }))
    .toBe(1)
  const after = await read()
  expect(after.value('parley_http_requests_total', { ...route, status: '200' })).toBeGreaterThan(0)
  expect(after.value('parley_http_request_seconds_count', route)).toBeGreaterThan(1)
  const labels = after.all.flatMap((sample) => Object.values(sample.labels))
  expect(labels.join('\n')).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|nothing\/at|@example\.com/)
})

test('open streams and sockets are counted while they are open', async () => {
  const socket = await dial(server, server.owner)
  const leaving = new AbortController()
  const stream = await fetch(`${server.url}/v1/events`, {
    headers: { authorization: `Bearer ${server.owner}` },
    signal: leaving.signal,
  })
  expect(stream.status).toBe(200)
  const open = await read()
  expect(open.value('parley_sockets_open', { route: '/v1/socket' })).toBe(1)
  expect(open.value('parley_streams_open')).toBe(1)
  socket.close()
  leaving.abort()
  await expect.poll(async () => (await read()).value('parley_sockets_open', { route: '/v1/socket' })).toBe(0)
  await expect.poll(async () => (await read()).value('parley_streams_open')).toBe(0)
})

test('the queue, the database and the process are read on every scrape', async () => {
  await server.app.database.system((tx) =>
    tx
      .insertInto('jobs')
      .columns(['tenant_id', 'id', 'name', 'input', 'actor', 'request_id', 'tries_max', 'run_at'])
      .expression((from) =>
        from
          .selectFrom('tenants')
          .select(({ val, ref }) => [
            ref('tenant_id').as('tenant_id'),
            val('00000000-0000-7000-8000-000000000001').as('id'),
            val('nobody.does').as('name'),
            val('{}').as('input'),
            val('{"kind":"system","id":null,"name":"x"}').as('actor'),
            val('00000000-0000-7000-8000-000000000002').as('request_id'),
            val(1).as('tries_max'),
            val(new Date(Date.now() - 60_000)).as('run_at'),
          ])
          .limit(1),
      )
      .execute(),
  )
  const found = await read()
  expect(found.value('parley_jobs', { job: 'nobody.does', state: 'due' })).toBe(1)
  expect(found.value('parley_job_oldest_seconds', { job: 'nobody.does' })).toBeGreaterThan(50)
  expect(found.value('parley_job_oldest_seconds', { job: 'nobody.does' })).toBeLessThan(600)
  expect(found.value('parley_jobs_ended_total', { job: 'reply.write', outcome: 'ok' })).toBeGreaterThan(0)
  expect(found.value('parley_database_connections', { state: 'idle' })).toBeGreaterThan(0)
  expect(found.value('parley_database_transaction_seconds_count', { kind: 'write' })).toBeGreaterThan(0)
  expect(found.value('parley_event_loop_delay_seconds', { quantile: 'p99' })).toBeGreaterThanOrEqual(0)
  expect(found.value('parley_event_loop_stalls_total')).toBeGreaterThanOrEqual(0)
  expect(found.value('parley_event_loop_stall_seconds_total')).toBeGreaterThanOrEqual(0)
  expect(found.value('parley_disk_free_bytes')).toBeGreaterThan(0)
  expect(found.value('process_cpu_seconds_total')).toBeGreaterThan(0)
  expect(found.value('parley_info', { version: server.app.settings.version })).toBe(1)
})

test('every metric has a help text', async () => {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  for (const [name, { kind, help }] of Object.entries(measures)) {
    expect(text).toContain(`# HELP ${name} ${help}`)
    expect(text).toContain(`# TYPE ${name} ${kind}`)
  }
})

/** A request with a Host of its own, which fetch does not allow. */
const statusFor = (url: string, headers: Record<string, string>, path = '/metrics') =>
  new Promise<number | undefined>((resolve, reject) => {
    request(url + path, { headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
      .on('error', reject)
      .end()
  })

test('without a token only this machine can read, and nobody through a proxy or a foreign name', async () => {
  expect(await statusFor(server.url, {})).toBe(200)
  expect(await statusFor(server.url, { 'x-forwarded-for': '203.0.113.7' })).toBe(404)
  expect(await statusFor(server.url, { forwarded: 'for=203.0.113.7' })).toBe(404)
  expect(await statusFor(server.url, { host: 'chat.example.com' })).toBe(403)
})

test('with a token, only its holder can read, from anywhere', async () => {
  await using guarded = await openTestServer({
    env: { PARLEY_METRICS_TOKEN: TOKEN, PARLEY_ALLOWED_HOSTS: 'chat.example.com' },
  })
  expect(await statusFor(guarded.url, {})).toBe(401)
  expect(await statusFor(guarded.url, { authorization: `Bearer ${TOKEN}x` })).toBe(401)
  expect(await statusFor(guarded.url, { authorization: `Bearer ${guarded.owner}` })).toBe(401)
  const shown = {
    authorization: `Bearer ${TOKEN}`,
    'x-forwarded-for': '203.0.113.7',
    host: 'chat.example.com',
  }
  expect(await statusFor(guarded.url, shown)).toBe(200)
})

test('an older system’s metrics are protected too, with its own error format', async () => {
  const path = '/compat/chat-api/metrics'
  expect(await statusFor(server.url, {}, path)).toBe(200)
  expect(await statusFor(server.url, { 'x-forwarded-for': '203.0.113.7' }, path)).toBe(404)
  expect(await statusFor(server.url, { host: 'chat.example.com' }, path)).toBe(403)
  await using guarded = await openTestServer({
    env: { PARLEY_METRICS_TOKEN: TOKEN },
    listeners: [
      { port: 0, dialects: ['native'] },
      { port: 0, dialects: ['chat-api'] },
    ],
  })
  const [, door = ''] = guarded.doors.map(({ url }) => url)
  const refused = await fetch(`${door}/metrics`)
  expect([refused.status, await refused.json()]).toEqual([
    401,
    expect.objectContaining({ error: expect.objectContaining({ code: 'AUTHENTICATION_ERROR' }) }),
  ])
  expect(await statusFor(door, { authorization: `Bearer ${guarded.owner}` })).toBe(401)
  const shown = await fetch(`${door}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })
  expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining('chat_active_sessions')])
})
