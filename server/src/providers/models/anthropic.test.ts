import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ModelRequest } from '#kernel/model-ports.ts'
import { listen, modelConfig, modelRequest } from '#test/support/model-server/model-request.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { anthropic } from './anthropic.ts'
import type { ModelConfig } from './model-config.ts'

let server: ModelServer
beforeAll(async () => {
  server = await startModelServer()
})
afterAll(() => server.close())

const open = (overrides: Partial<ModelConfig> = {}) =>
  anthropic(
    modelConfig({
      id: 'anthropic/scripted',
      provider: 'anthropic',
      baseUrl: server.anthropicBaseUrl,
      ...overrides,
    }),
  )

const ask = (text: string, overrides: Partial<ModelRequest> = {}) =>
  listen(open().stream(modelRequest(text, overrides)))

const lastBody = () => server.requests.at(-1)?.body

const events = (...list: { type: string }[]) => ({
  raw: {
    status: 200,
    contentType: 'text/event-stream',
    packets: list.map((data) => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`),
  },
})

test('text and thinking arrive, usage is reported at the start and at the end', async () => {
  const said = await ask('[[think Let me see.]] [[say 三到五天。🌍]]')
  expect(said).toMatchObject({ error: null, reasoning: 'Let me see.', text: '三到五天。🌍' })
  expect(said.parts.filter((part) => part.type === 'usage')).toEqual([
    { type: 'usage', inputTokens: expect.any(Number), outputTokens: 1 },
    { type: 'usage', inputTokens: expect.any(Number), outputTokens: expect.any(Number) },
  ])
  expect(said.parts.at(-1)).toEqual({ type: 'finish', reason: 'stop', model: 'anthropic/scripted' })
})

test('text is exact with every byte in its own packet', async () => {
  expect(await ask('[[say 你好🌍 naïve 👩‍👩‍👧]] [[model split=1]]')).toMatchObject({
    text: '你好🌍 naïve 👩‍👩‍👧',
    error: null,
  })
})

test('tool calls are assembled from their pieces, and invalid JSON is passed on unchanged', async () => {
  const said = await ask('[[tool find_order {"id":"A-1"}]] [[tool now]]')
  expect(said.parts.filter((part) => part.type === 'tool-call')).toEqual([
    { type: 'tool-call', callId: expect.any(String), name: 'find_order', input: { id: 'A-1' } },
    { type: 'tool-call', callId: expect.any(String), name: 'now', input: {} },
  ])
  expect(said.parts.at(-1)).toMatchObject({ type: 'finish', reason: 'tool-calls' })
  server.script({ toolCalls: [{ name: 'now', arguments: '{"a' }] })
  expect((await ask('?')).parts).toContainEqual(expect.objectContaining({ input: {}, invalidInput: '{"a' }))
})

test('cached input counts as input', async () => {
  const usage = {
    input_tokens: 3,
    cache_read_input_tokens: 40,
    cache_creation_input_tokens: 2,
    output_tokens: 1,
  }
  server.script(events({ type: 'message_start', message: { usage } } as never, { type: 'message_stop' }))
  expect((await ask('?')).parts[0]).toEqual({
    type: 'usage',
    inputTokens: 45,
    cachedInputTokens: 40,
    outputTokens: 1,
  })
})

test.each([
  ['max_tokens', 'length'],
  ['refusal', 'filter'],
  ['stop_sequence', 'stop'],
])('stop reason %s is %s', async (theirs, ours) => {
  server.script(
    events({ type: 'message_delta', delta: { stop_reason: theirs } } as never, { type: 'message_stop' }),
  )
  expect((await ask('?')).parts.at(-1)).toMatchObject({ type: 'finish', reason: ours })
})

test('an error event, a missing end and an overloaded provider are failures of their kind', async () => {
  expect((await ask('[[model tokens=4 fail=error]]')).error).toMatchObject({ kind: 'overloaded' })
  expect((await ask('[[model tokens=4 fail=cut]]')).error).toMatchObject({ kind: 'cut' })
  expect((await ask('[[model fail=529]]')).error).toMatchObject({ kind: 'overloaded', status: 529 })
  expect((await ask('[[model fail=401]]')).error).toMatchObject({ kind: 'key' })
})

test('an abort reaches the provider', async () => {
  const abort = new AbortController()
  setTimeout(() => abort.abort('stopped'), 40)
  const said = await ask('[[model tps=20]]', { signal: abort.signal })
  expect(said.error).toBe('stopped')
  await server.requests.at(-1)?.closed
  expect(server.requests.at(-1)?.outcome).toBe('aborted')
})

test('a request has its turns in the format’s shape', async () => {
  const text = (words: string) => ({ type: 'text' as const, text: words })
  await ask('', {
    instructions: 'Be kind.',
    messages: [
      { role: 'assistant', content: [text('Welcome!')] },
      {
        role: 'user',
        content: [text('Hi'), { type: 'image', mediaType: 'image/png', data: new Uint8Array([1]) }],
      },
      { role: 'user', content: [text(' ')] },
      { role: 'assistant', content: [{ type: 'tool-call', callId: 'c1', name: 'look', input: 'odd' }] },
      { role: 'tool', callId: 'c1', name: 'look', output: 'it broke', isError: true },
      { role: 'user', content: [text('And?')] },
    ],
    tools: [{ name: 'look', description: 'Looks.', inputSchema: { type: 'object' } }],
    temperature: 1.5,
  })
  expect(server.requests.at(-1)?.headers).toMatchObject({
    'anthropic-version': '2023-06-01',
    'x-api-key': '[set]',
  })
  expect(lastBody()).toEqual({
    model: 'scripted',
    max_tokens: 16_384,
    stream: true,
    system: 'Be kind.',
    temperature: 1,
    tools: [{ name: 'look', description: 'Looks.', input_schema: { type: 'object' } }],
    messages: [
      { role: 'user', content: [{ type: 'text', text: '(The conversation begins.)' }] },
      { role: 'assistant', content: [{ type: 'text', text: 'Welcome!' }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Hi' },
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AQ==' } },
        ],
      },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'c1', name: 'look', input: {} }] },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'c1', content: 'it broke', is_error: true },
          { type: 'text', text: 'And?' },
        ],
      },
    ],
  })
})

test('signed thinking is sent back before the tool call it led to', async () => {
  const model = open()
  const said = await listen(model.stream(modelRequest('[[think Look it up.]] [[tool look]]')))
  const callId = said.parts.find((part) => part.type === 'tool-call')?.callId ?? ''
  await listen(
    model.stream(
      modelRequest('', {
        messages: [
          { role: 'user', content: [{ type: 'text', text: 'hi' }] },
          { role: 'assistant', content: [{ type: 'tool-call', callId, name: 'look', input: {} }] },
          { role: 'tool', callId, name: 'look', output: 'seen', isError: false },
        ],
      }),
    ),
  )
  const thinking = {
    type: 'thinking',
    thinking: 'Look it up.',
    signature: expect.stringMatching(/^signature-/),
  }
  expect(lastBody()).toMatchObject({
    messages: [{}, { content: [thinking, { type: 'tool_use', id: callId }] }, {}],
  })
})
