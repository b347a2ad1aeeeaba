import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ModelRequest } from '#kernel/model-ports.ts'
import { listen, modelConfig, modelRequest } from '#test/support/model-server/model-request.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import type { ModelConfig } from './model-config.ts'
import { openAiCompatible } from './openai-compatible.ts'

let server: ModelServer
beforeAll(async () => {
  server = await startModelServer()
})
afterAll(() => server.close())

const open = (overrides: Partial<ModelConfig> = {}) =>
  openAiCompatible(modelConfig({ baseUrl: server.openaiBaseUrl, ...overrides }))

const ask = (text: string, overrides: Partial<ModelRequest> = {}) =>
  listen(open().stream(modelRequest(text, overrides)))

const lastBody = () => server.requests.at(-1)?.body

const stream = (...chunks: unknown[]) => ({
  raw: {
    status: 200,
    contentType: 'text/event-stream',
    packets: [...chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`), 'data: [DONE]\n\n'],
  },
})

test('text arrives complete and in order, then usage, then the end with the name of the model', async () => {
  const said = await ask('[[say 退款需要三到五天。Refunds take 3–5 days. 🌍]]')
  expect(said.error).toBeNull()
  expect(said.text).toBe('退款需要三到五天。Refunds take 3–5 days. 🌍')
  expect(said.parts.slice(-2)).toEqual([
    { type: 'usage', inputTokens: expect.any(Number), outputTokens: 9 },
    { type: 'finish', reason: 'stop', model: 'openai/scripted' },
  ])
})

test('pieces in one read are one delta', async () => {
  const said = await ask('[[model tokens=64]]')
  const deltas = said.parts.filter((part) => part.type === 'text-delta')
  expect(said.text.split(' ').length).toBe(65)
  expect(deltas.length).toBeLessThanOrEqual(4)
})

test('separate pieces are not held back', async () => {
  const said = await ask('[[model tokens=20 tps=50]]')
  // A busy machine may receive several together, but never all.
  expect(said.parts.filter((part) => part.type === 'text-delta').length).toBeGreaterThan(1)
})

test('thoughts are reasoning, under either name', async () => {
  expect(await ask('[[think Let me see.]] [[say Yes.]]')).toMatchObject({
    reasoning: 'Let me see.',
    text: 'Yes.',
  })
  server.script(
    stream({ choices: [{ delta: { reasoning: 'Hm.' } }] }, { choices: [{ delta: { content: 'No.' } }] }),
  )
  expect(await ask('?')).toMatchObject({ reasoning: 'Hm.', text: 'No.' })
})

test('tool calls are assembled from their pieces', async () => {
  const said = await ask('[[tool find_order {"id":"A-1","lines":[[1],[2]]}]] [[tool now]]')
  expect(said.parts.filter((part) => part.type !== 'usage')).toEqual([
    {
      type: 'tool-call',
      callId: expect.any(String),
      name: 'find_order',
      input: { id: 'A-1', lines: [[1], [2]] },
    },
    { type: 'tool-call', callId: expect.any(String), name: 'now', input: {} },
    { type: 'finish', reason: 'tool-calls', model: 'openai/scripted' },
  ])
})

test('arguments that are not JSON are passed on unchanged', async () => {
  server.script({ toolCalls: [{ name: 'find_order', arguments: '{"id": A-1' }] })
  const said = await ask('?')
  expect(said.parts[0]).toMatchObject({ type: 'tool-call', input: {}, invalidInput: '{"id": A-1' })
})

test('calls without an index, with one id twice, or all under index 0 stay apart', async () => {
  const call = (fields: object) => ({ choices: [{ delta: { tool_calls: [fields] } }] })
  server.script(
    stream(
      call({ id: 'a', function: { name: 'first', arguments: '{"n":' } }),
      call({ id: '', function: { arguments: '1}' } }),
      call({ index: 0, id: 'b', function: { name: 'second', arguments: '{}' } }),
      call({ index: 0, id: 'c', function: { name: 'third', arguments: '{}' } }),
      call({ index: 1, id: 'c', function: { name: 'fourth', arguments: '{}' } }),
      { choices: [{ delta: {}, finish_reason: 'stop' }] },
    ),
  )
  const said = await ask('?')
  const calls = said.parts.filter((part) => part.type === 'tool-call')
  expect(calls.map(({ name }) => name)).toEqual(['first', 'second', 'third', 'fourth'])
  expect(calls[0]?.input).toEqual({ n: 1 })
  expect(new Set(calls.map(({ callId }) => callId)).size).toBe(4)
  expect(said.parts.at(-1)).toMatchObject({ type: 'finish', reason: 'tool-calls' })
})

test('finish reasons are told apart', async () => {
  for (const [theirs, ours] of [
    ['length', 'length'],
    ['content_filter', 'filter'],
    ['something new', 'stop'],
  ]) {
    server.script(stream({ choices: [{ delta: { content: 'x' }, finish_reason: theirs }] }))
    expect((await ask('?')).parts.at(-1)).toMatchObject({ type: 'finish', reason: ours })
  }
})

test('a request carries the whole conversation, tools and limits', async () => {
  await ask('', {
    instructions: 'Be kind.',
    messages: [
      { role: 'user', content: [{ type: 'text', text: 'What is this?' }, image] },
      { role: 'assistant', content: [{ type: 'tool-call', callId: 'c1', name: 'look', input: { at: 1 } }] },
      { role: 'tool', callId: 'c1', name: 'look', output: 'a cat', isError: false },
    ],
    tools: [{ name: 'look', description: 'Looks.', inputSchema: { type: 'object' } }],
    temperature: 0.2,
    maxOutputTokens: 50,
  })
  expect(lastBody()).toEqual({
    model: 'scripted',
    stream: true,
    stream_options: { include_usage: true },
    temperature: 0.2,
    max_tokens: 50,
    tools: [
      { type: 'function', function: { name: 'look', description: 'Looks.', parameters: { type: 'object' } } },
    ],
    messages: [
      { role: 'system', content: 'Be kind.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AQID' } },
        ],
      },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'c1', type: 'function', function: { name: 'look', arguments: '{"at":1}' } }],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'a cat' },
    ],
  })
})

const image = { type: 'image' as const, mediaType: 'image/png', data: new Uint8Array([1, 2, 3]) }

test('extra fields are sent to the provider, and null removes one of ours', async () => {
  const model = open({ extraBody: { enable_thinking: true, stream_options: null }, maxOutputTokens: 10 })
  await listen(model.stream(modelRequest('hi', { maxOutputTokens: 99 })))
  expect(lastBody()).toMatchObject({ enable_thinking: true, max_tokens: 10 })
  expect(lastBody()).not.toHaveProperty('stream_options')
})

test('the thinking behind a tool call is sent back with its result', async () => {
  const model = open()
  const first = await listen(model.stream(modelRequest('[[think Look it up.]] [[tool look]]')))
  const call = first.parts.find((part) => part.type === 'tool-call')
  const callId = call?.callId ?? ''
  const messages: ModelRequest['messages'] = [
    { role: 'user', content: [{ type: 'text', text: 'hi' }] },
    { role: 'assistant', content: [{ type: 'tool-call', callId, name: 'look', input: {} }] },
    { role: 'tool', callId, name: 'look', output: 'seen', isError: false },
  ]
  await listen(model.stream(modelRequest('', { messages })))
  expect(lastBody()).toMatchObject({ messages: [{}, { reasoning_content: 'Look it up.' }, {}] })
})

test('a field the model refuses is left out, now and from then on', async () => {
  const refusal = JSON.stringify({
    error: { message: "Unsupported value: 'temperature'", param: 'temperature' },
  })
  server.script({ raw: { status: 400, contentType: 'application/json', packets: [refusal] } })
  const model = open()
  const said = await listen(model.stream(modelRequest('[[say Fine.]]', { temperature: 0.5 })))
  expect(said).toMatchObject({ text: 'Fine.', error: null })
  const before = server.requests.length
  await listen(model.stream(modelRequest('[[say Fine.]]', { temperature: 0.5 })))
  expect(server.requests.length).toBe(before + 1)
  expect(lastBody()).not.toHaveProperty('temperature')
})
