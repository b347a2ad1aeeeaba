import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ModelRequest } from '#kernel/model-ports.ts'
import { Secret } from '#platform/crypto/secret.ts'
import { awsEvent } from '#test/support/model-server/aws-event-stream.ts'
import { listen, modelConfig, modelRequest, TEST_KEY } from '#test/support/model-server/model-request.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { aiSdk } from './ai-sdk.ts'
import type { ModelConfig } from './model-config.ts'

let server: ModelServer
beforeAll(async () => {
  server = await startModelServer()
})
afterAll(() => server.close())

const limits = { firstByteMs: 1500, idleMs: 1500, totalMs: 15_000 }
const open = (provider: ModelConfig['provider'], overrides: Partial<ModelConfig> = {}) =>
  aiSdk(
    modelConfig({
      id: `${provider}/m`,
      model: 'm',
      provider,
      baseUrl: server.openaiBaseUrl,
      limits,
      ...overrides,
    }),
  )

const last = () => server.requests.at(-1)

const CONVERSATION: Partial<ModelRequest> = {
  instructions: 'Be kind.',
  messages: [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'What is this?' },
        { type: 'image', mediaType: 'image/png', data: new Uint8Array([1, 2, 3]) },
      ],
    },
    {
      role: 'assistant',
      content: [{ type: 'tool-call', callId: 'abcdefghi', name: 'look', input: { at: 1 } }],
    },
    { role: 'tool', callId: 'abcdefghi', name: 'look', output: 'a cat', isError: false },
  ],
  tools: [{ name: 'look', description: 'Looks.', inputSchema: { type: 'object', properties: {} } }],
  temperature: 0.2,
  maxOutputTokens: 50,
}

describe('Mistral', () => {
  const ask = (text: string, overrides: Partial<ModelRequest> = {}) =>
    listen(open('mistral').stream(modelRequest(text, overrides)))

  test('text, usage, end', async () => {
    const said = await ask('[[say 你好🌍 world]] [[model split=1]]')
    expect(said).toMatchObject({ text: '你好🌍 world', error: null })
    expect(said.parts.slice(-2)).toEqual([
      { type: 'usage', inputTokens: expect.any(Number), outputTokens: expect.any(Number) },
      { type: 'finish', reason: 'stop', model: 'mistral/m' },
    ])
  })

  test('tool calls, whole or broken', async () => {
    const said = await ask('[[tool look {"at":1}]]')
    expect(said.parts).toContainEqual(
      expect.objectContaining({ type: 'tool-call', name: 'look', input: { at: 1 } }),
    )
    expect(said.parts.at(-1)).toMatchObject({ reason: 'tool-calls' })
  })

  test('the whole conversation is sent, with the key', async () => {
    await ask('', CONVERSATION)
    expect(last()?.headers.authorization).toBe('[set]')
    expect(last()?.body).toMatchObject({
      model: 'm',
      stream: true,
      temperature: 0.2,
      max_tokens: 50,
      tools: [{ function: { name: 'look' } }],
      messages: [
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content: [{ text: 'What is this?' }, { image_url: 'data:image/png;base64,AQID' }] },
        { role: 'assistant', tool_calls: [{ function: { name: 'look', arguments: '{"at":1}' } }] },
        { role: 'tool', content: 'a cat' },
      ],
    })
  })

  test.each([
    ['[[model fail=429 retryAfter=2]]', { kind: 'rate-limited', status: 429, retryAfterMs: 2000 }],
    ['[[model fail=401]]', { kind: 'key' }],
    ['[[model fail=503]]', { kind: 'overloaded' }],
    ['[[model tokens=8 fail=cut]]', { kind: 'cut' }],
    ['[[model tokens=8 tps=100 fail=drop]]', { kind: 'cut' }],
    ['[[model tokens=8 fail=garbage]]', { kind: 'unreadable' }],
    ['[[model fail=html]]', { kind: 'cut' }],
    ['[[model fail=hang at=0]]', { kind: 'timeout' }],
    ['[[model tokens=8 fail=hang]]', { kind: 'timeout' }],
    ['[[model fail=drop at=0]]', { kind: 'unreachable' }],
  ])('%s fails as specified', async (text, failure) => {
    const said = await ask(text)
    expect(said.error).toMatchObject(failure)
    expect(String(said.error)).not.toContain(TEST_KEY)
    expect(said.parts.some((part) => part.type === 'finish')).toBe(false)
  })

  test('an abort reaches the provider', async () => {
    const abort = new AbortController()
    setTimeout(() => abort.abort('stopped'), 60)
    expect((await ask('[[model tps=20]]', { signal: abort.signal })).error).toBe('stopped')
    await last()?.closed
    expect(last()?.outcome).toBe('aborted')
  })

  test('so does a reader that stops reading', async () => {
    for await (const _ of open('mistral').stream(modelRequest('[[model tps=20]]'))) break
    await last()?.closed
    expect(last()?.outcome).toBe('aborted')
  })

  test('an answer without end is ended', async () => {
    const packet = `: ${'x'.repeat(1_000_000)}\n`
    server.script({
      raw: { status: 200, contentType: 'text/event-stream', packets: Array<string>(34).fill(packet) },
    })
    // So much takes a busy machine longer than the silence that is tested elsewhere.
    const patient = open('mistral', { limits: { firstByteMs: 15_000, idleMs: 15_000, totalMs: 15_000 } })
    const said = await listen(patient.stream(modelRequest('?')))
    expect(said.error).toMatchObject({ kind: 'unreadable' })
  })
})

describe('Google', () => {
  const answer = (...chunks: object[]) => ({
    raw: {
      status: 200,
      contentType: 'text/event-stream',
      packets: chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\r\n\r\n`),
    },
  })
  const content = (...parts: object[]) => ({ candidates: [{ content: { role: 'model', parts } }] })
  const end = {
    candidates: [{ content: { parts: [] }, finishReason: 'STOP' }],
    usageMetadata: { promptTokenCount: 7, candidatesTokenCount: 3, totalTokenCount: 10 },
  }

  test('text and thoughts, usage, end', async () => {
    server.script(
      answer(
        content({ text: 'Hm.', thought: true }),
        content({ text: '你好' }),
        content({ text: '🌍' }),
        end,
      ),
    )
    const said = await listen(open('google').stream(modelRequest('?')))
    expect(said).toMatchObject({ reasoning: 'Hm.', text: '你好🌍', error: null })
    expect(said.parts.slice(-2)).toEqual([
      { type: 'usage', inputTokens: 7, outputTokens: 3 },
      { type: 'finish', reason: 'stop', model: 'google/m' },
    ])
    expect(last()?.path).toMatch(/\/models\/m:streamGenerateContent\?alt=sse$/)
    expect(last()?.headers['x-goog-api-key']).toBe('[set]')
  })

  test('a stream that stops early is cut', async () => {
    server.script(answer(content({ text: 'Hello' })))
    const said = await listen(open('google').stream(modelRequest('?')))
    expect(said).toMatchObject({ text: 'Hello', error: { kind: 'cut' } })
  })

  test('the signature of a tool call goes back with it', async () => {
    const model = open('google', { extraBody: { thinkingConfig: { includeThoughts: true } } })
    const call = { functionCall: { name: 'look', args: { at: 1 } }, thoughtSignature: 'c2lnbmVk' }
    server.script(answer(content(call), end), answer(content({ text: 'A cat.' }), end))
    const said = await listen(model.stream(modelRequest('?')))
    const made = said.parts.find((part) => part.type === 'tool-call')
    expect(made).toMatchObject({ name: 'look', input: { at: 1 } })
    const callId = made?.callId ?? ''
    await listen(
      model.stream(
        modelRequest('', {
          ...CONVERSATION,
          messages: [
            ...(CONVERSATION.messages?.slice(0, 1) ?? []),
            { role: 'assistant', content: [{ type: 'tool-call', callId, name: 'look', input: { at: 1 } }] },
            { role: 'tool', callId, name: 'look', output: 'a cat', isError: false },
          ],
        }),
      ),
    )
    expect(last()?.body).toMatchObject({
      systemInstruction: { parts: [{ text: 'Be kind.' }] },
      generationConfig: { maxOutputTokens: 50, temperature: 0.2, thinkingConfig: { includeThoughts: true } },
      contents: [
        {
          role: 'user',
          parts: [{ text: 'What is this?' }, { inlineData: { mimeType: 'image/png', data: 'AQID' } }],
        },
        {
          role: 'model',
          parts: [{ functionCall: { name: 'look', args: { at: 1 } }, thoughtSignature: 'c2lnbmVk' }],
        },
        { role: 'user', parts: [{ functionResponse: { name: 'look' } }] },
      ],
    })
  })
})

describe('Bedrock', () => {
  const aws = {
    region: 'eu-north-1',
    accessKeyId: 'AKTEST',
    secretAccessKey: new Secret(TEST_KEY),
    sessionToken: null,
  }
  const answer = (...packets: Uint8Array[]) => ({
    raw: { status: 200, contentType: 'application/vnd.amazon.eventstream', packets },
  })
  const ask = () =>
    listen(open('bedrock', { aws, baseUrl: server.url, apiKey: null }).stream(modelRequest('?')))

  const delta = (text: string) => awsEvent('contentBlockDelta', { contentBlockIndex: 0, delta: { text } })
  const stop = awsEvent('messageStop', { stopReason: 'end_turn' })

  test('text, usage, end, from a signed request', async () => {
    const usage = awsEvent('metadata', { usage: { inputTokens: 5, outputTokens: 2, totalTokens: 7 } })
    const bytes = Buffer.concat([
      awsEvent('messageStart', { role: 'assistant' }),
      delta('你好'),
      delta('🌍'),
      stop,
      usage,
    ])
    server.script(answer(bytes.subarray(0, 100), bytes.subarray(100)))
    const said = await ask()
    expect(said).toMatchObject({ text: '你好🌍', error: null })
    expect(said.parts.slice(-2)).toEqual([
      { type: 'usage', inputTokens: 5, outputTokens: 2 },
      { type: 'finish', reason: 'stop', model: 'bedrock/m' },
    ])
    expect(last()?.path).toBe('/model/m/converse-stream')
    expect(last()?.headers).toMatchObject({ authorization: '[set]', 'x-amz-date': expect.any(String) })
  })

  test('a stream without its end is cut, a refused key is one', async () => {
    server.script(answer(delta('Hello')), { fail: '403' })
    expect(await ask()).toMatchObject({ text: 'Hello', error: { kind: 'cut' } })
    expect((await ask()).error).toMatchObject({ kind: 'key', status: 403 })
  })
})
