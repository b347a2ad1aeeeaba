import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExternalTool } from '#kernel/ports.ts'
import { converse, openConversation, scriptedModels, send } from '#test/support/conversation.ts'
import { metricsOf } from '#test/support/metrics.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { startTraceCollector, type ReceivedSpan, type TraceCollector } from '#test/support/trace-collector.ts'
import { newVisitor } from '#test/support/visitor.ts'
import { startWebhookReceiver, type WebhookReceiver } from '#test/support/webhook-receiver.ts'

const CALLER = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }
const SECRET_WORDS = 'a sentence that only two people know'

const lookingUp: ExternalTool = {
  name: 'look_up',
  description: 'Looks something up.',
  inputSchema: { type: 'object', properties: { what: { type: 'string' } } },
  hasEffect: false,
  isReadOnly: true,
  isOpenWorld: false,
  call: async () => ({ output: 'It is there.', isError: false }),
}

let models: ModelServer
let collector: TraceCollector
let receiver: WebhookReceiver
let server: TestServer

const tracing = () => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  OTEL_EXPORTER_OTLP_HEADERS: 'Api-Key=a%20key%20of%20ours,x-team=blue',
  OTEL_SERVICE_NAME: 'parley-under-test',
  OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
  OTEL_BSP_SCHEDULE_DELAY: '50',
})

beforeAll(async () => {
  models = await startModelServer()
  collector = await startTraceCollector()
  receiver = await startWebhookReceiver()
  server = await openTestServer({
    env: {
      ...scriptedModels(models),
      ...tracing(),
      PARLEY_PRIVATE_HOSTS: '127.0.0.1:*',
      PARLEY_SLOW_QUERY_MS: '1',
    },
    ports: { tools: [lookingUp] },
  })
})
afterAll(async () => {
  await server.close()
  await receiver.close()
  await collector[Symbol.asyncDispose]()
  await models.close()
})

/** Sends one message as the part of a caller's own trace, and waits until its answer is over. */
async function sendTraced(text: string, flags = '01') {
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', {
    body: { name: 'Ada', tools: ['look_up'] },
  })
  const { body } = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agent.body.id },
  })
  const sent = await server.ask<{ reply: { id: string } }>('POST', `/v1/conversations/${body.id}/messages`, {
    headers: { traceparent: `00-${CALLER.traceId}-${CALLER.spanId}-${flags}` },
    body: { parts: [{ type: 'text', text }] },
  })
  expect(sent.status).toBe(201)
  await expect
    .poll(async () => (await server.ask('GET', `/v1/replies/${sent.body.reply.id}`)).body.state)
    .toBe('completed')
  return { conversationId: body.id, requestId: sent.headers.get('x-request-id') }
}

const parentOf = (span: ReceivedSpan | undefined) =>
  collector.spans.find(({ spanId }) => spanId === span?.parentSpanId)

test('one message is one trace: from its request through the job to model and tool calls', async () => {
  const { conversationId, requestId } = await sendTraced(`[[tool look_up {"what":"hours"}]] ${SECRET_WORDS}`)
  const ofTrace = () => collector.spans.filter(({ traceId }) => traceId === CALLER.traceId)
  const one = (name: string) => ofTrace().filter((span) => span.name === name)
  await expect.poll(() => one('process reply.write').length).toBe(1)

  const [request] = one('POST /v1/conversations/:conversationId/messages')
  expect(request).toMatchObject({ parentSpanId: CALLER.spanId, kind: 2, hasFailed: false })
  expect(request?.attributes).toMatchObject({
    'http.request.method': 'POST',
    'http.route': '/v1/conversations/:conversationId/messages',
    'http.response.status_code': 201,
    'parley.request.id': requestId,
  })
  const [useCase] = one('message.send')
  expect(parentOf(useCase)).toBe(request)
  expect(useCase?.attributes).toMatchObject({
    'gen_ai.conversation.id': conversationId,
    'parley.request.id': requestId,
  })
  const [job] = one('process reply.write')
  expect(parentOf(job)).toBe(useCase)
  expect(job).toMatchObject({ kind: 5, hasFailed: false })
  expect(job?.attributes['gen_ai.conversation.id']).toBe(conversationId)

  const chats = one('chat scripted')
  expect(chats).toHaveLength(2)
  for (const chat of chats) {
    expect(parentOf(chat)).toBe(job)
    expect(chat.kind).toBe(3)
    expect(chat.attributes).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'scripted',
      'gen_ai.response.model': 'scripted',
      'gen_ai.conversation.id': conversationId,
      'gen_ai.usage.input_tokens': expect.any(Number),
      'gen_ai.usage.output_tokens': expect.any(Number),
      'gen_ai.response.time_to_first_chunk': expect.any(Number),
    })
  }
  expect(chats.map(({ attributes }) => attributes['gen_ai.response.finish_reasons'])).toEqual([
    ['tool_call'],
    ['stop'],
  ])
  const [tool] = one('execute_tool look_up')
  expect(parentOf(tool)).toBe(job)
  expect(tool?.attributes).toMatchObject({
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': 'look_up',
    'gen_ai.tool.call.id': expect.any(String),
  })
  expect(ofTrace().every((span) => span.endedAt >= span.startedAt)).toBe(true)
  expect(request?.resource).toMatchObject({
    'service.name': 'parley-under-test',
    'deployment.environment.name': 'test',
  })

  // The provider can go on from what it was called by.
  const calls = ofTrace().filter(({ name, kind }) => name === 'POST' && kind === 3)
  const given = models.requests.slice(-2).map(({ headers }) => headers.traceparent)
  expect(given.sort()).toEqual(calls.map(({ spanId }) => `00-${CALLER.traceId}-${spanId}-01`).sort())
  expect(calls.map((call) => parentOf(call)?.name)).toEqual(['chat scripted', 'chat scripted'])
})

test('the collector gets its headers, and never any content', async () => {
  expect(collector.headers[0]).toMatchObject({ 'api-key': 'a key of ours', 'x-team': 'blue' })
  for (const words of [SECRET_WORDS, 'a key of ours'])
    expect(
      collector.texts.some((text) => text.includes(words)),
      words,
    ).toBe(false)
})

test('a caller who opts out is not traced, nor is anything that follows', async () => {
  const asked = models.requests.length
  await sendTraced('[[say Quietly]]', '00')
  await converse(server, await openConversation(server), '[[say Aloud]]')
  await expect.poll(() => collector.named('process reply.write').length).toBe(2)
  const followed = collector
    .named(/message\.send|reply\.write/)
    .filter(({ traceId }) => traceId === CALLER.traceId)
  expect(followed.map(({ name }) => name).sort()).toEqual(['message.send', 'process reply.write'])
  expect(models.requests[asked]?.headers.traceparent).toMatch(new RegExp(`^00-${CALLER.traceId}-\\w{16}-00$`))
})

test('an invalid trace context starts a new trace', async () => {
  for (const traceparent of [
    'nonsense',
    `00-${'0'.repeat(32)}-${CALLER.spanId}-01`,
    `ff-${CALLER.traceId}-x`,
  ]) {
    const { headers } = await server.ask('GET', '/v1/me', { headers: { traceparent } })
    const id = headers.get('x-request-id')
    const found = () =>
      collector.named('GET /v1/me').find(({ attributes }) => attributes['parley.request.id'] === id)
    await expect.poll(found).toMatchObject({ parentSpanId: undefined })
    expect(found()?.traceId).not.toBe(CALLER.traceId)
  }
})

test('searches, slow statements, and failures of ours and of others', async () => {
  await server.ask('POST', '/v1/search', { body: { query: 'opening hours' } })
  await expect.poll(() => collector.named('retrieval')).toHaveLength(1)
  const [retrieval] = collector.named('retrieval')
  expect(retrieval?.attributes['gen_ai.operation.name']).toBe('retrieval')
  expect(retrieval?.attributes).not.toHaveProperty('gen_ai.retrieval.query.text')

  const statements = () => collector.spans.filter(({ attributes }) => 'db.query.text' in attributes)
  await expect.poll(() => statements().length).toBeGreaterThan(0)
  expect(statements().some((span) => parentOf(span) !== undefined)).toBe(true)

  await server.ask('GET', '/v1/conversations/00000000-0000-7000-8000-000000000000')
  await expect.poll(() => collector.named('conversation.read').length).toBeGreaterThan(0)
  const refused = collector.named('conversation.read').at(-1)
  expect(refused).toMatchObject({ hasFailed: false, attributes: { 'error.type': 'not_found' } })

  await converse(server, await openConversation(server), '[[model fail=400]] hello')
  await expect.poll(() => collector.named('chat scripted').some(({ hasFailed }) => hasFailed)).toBe(true)
  const failed = collector.named('chat scripted').find(({ hasFailed }) => hasFailed)
  expect(failed?.attributes['error.type']).toBe('upstream_failed')
})

test('event listeners can continue from the trace of the event', async () => {
  await server.ask('POST', '/v1/webhooks', {
    body: { name: 'Events', url: receiver.address('/told'), eventTypes: ['message.created'] },
  })
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })
  const { token, id } = await newVisitor(server, agent.body.id)
  await send(server, id, '[[say Told]]', { token })
  await expect.poll(() => receiver.at('/told').length).toBeGreaterThan(0)
  const [, traceId, spanId] = receiver.at('/told')[0]?.headers.traceparent?.split('-') ?? []
  await expect
    .poll(() => collector.spans.find((span) => span.traceId === traceId && span.spanId === spanId))
    .toMatchObject({ name: 'POST', kind: 3 })
})

test('a tool server gets the trace of its call, too', async () => {
  const shown: string[] = []
  const tools = createServer((request, response) => {
    shown.push(String(request.headers.traceparent))
    response.writeHead(500).end()
  })
  await new Promise<void>((resolve) => tools.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(tools.address() as AddressInfo).port}/mcp`
  const { body } = await server.ask<{ id: string }>('POST', '/v1/tool-servers', {
    body: { name: 'broken', url },
  })
  await server.ask('POST', `/v1/tool-servers/${body.id}/sync`)
  await expect.poll(() => shown.length).toBeGreaterThan(0)
  const ids = () => collector.spans.map((span) => `00-${span.traceId}-${span.spanId}-01`)
  await expect.poll(() => shown.filter((one) => !ids().includes(one))).toEqual([])
  tools.closeAllConnections()
  await new Promise((resolve) => tools.close(resolve))
})

test('content is only recorded if the standard variable requests it', async () => {
  await using telling = await startTraceCollector()
  await using open = await openTestServer({
    env: {
      ...scriptedModels(models),
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${telling.url}/v1/traces`,
      OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
      OTEL_BSP_SCHEDULE_DELAY: '50',
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
    },
  })
  await converse(open, await openConversation(open), `[[say Nobody will know]] ${SECRET_WORDS}`)
  await expect.poll(() => telling.named('chat scripted').length).toBe(1)
  const attributes = telling.named('chat scripted')[0]?.attributes ?? {}
  const asked = JSON.parse(String(attributes['gen_ai.input.messages'])) as { parts: { content: string }[] }[]
  expect(asked.at(-1)?.parts[0]?.content).toContain(SECRET_WORDS)
  expect(JSON.parse(String(attributes['gen_ai.output.messages']))).toEqual([
    { role: 'assistant', parts: [{ type: 'text', content: 'Nobody will know' }], finish_reason: 'stop' },
  ])
})

test('an unreachable collector only costs its spans, which are counted', async () => {
  await using open = await openTestServer({
    env: {
      ...scriptedModels(models),
      // Nobody listens there.
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
      OTEL_BSP_SCHEDULE_DELAY: '10',
      OTEL_BSP_MAX_QUEUE_SIZE: '4',
    },
  })
  const { end } = await converse(open, await openConversation(open), '[[say Still here]]')
  expect(end.state).toBe('completed')
  const dropped = async () =>
    (await metricsOf(open.url)).value('parley_trace_spans_total', { outcome: 'dropped' })
  await expect.poll(dropped).toBeGreaterThan(0)
})

test('without a collector there are no traces, nor if the standard variables turn them off', async () => {
  const env = [
    {},
    { ...tracing(), OTEL_SDK_DISABLED: 'TRUE' },
    { ...tracing(), OTEL_TRACES_EXPORTER: 'none' },
  ]
  for (const one of env) {
    await using quiet = await openTestServer({ env: one })
    expect(quiet.app.traces).toBeNull()
  }
})
