import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiError, applyReplyPart, openClient, textOf } from '#client/index.ts'
import type { MessagePart } from '#contract/message-parts.ts'
import type { CompletionEnd, CompletionStreamPart } from '#contract/shapes/completion.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import { makeAgent, OPENING, openHandbook } from '#test/support/handbook.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let models: ModelServer
let server: TestServer
let client: ReturnType<typeof openClient>
let knowledgeBaseIds: string[]
let agentId: string

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  const key = await server.ask<{ secret: string }>('POST', '/v1/api-keys', {
    body: { name: 'Trial', scopes: ['*'] },
  })
  client = openClient({ baseUrl: server.url, credentials: { apiKey: key.body.secret } })
  knowledgeBaseIds = [await openHandbook(server)]
  agentId = (await makeAgent(server, { knowledgeBaseIds, instructions: 'Be brief.' })).id
})

afterAll(async () => {
  await server.close()
  await models.close()
})

const says = (text: string) => ({ role: 'user' as const, parts: [{ type: 'text' as const, text }] })
const costs = async () => {
  const { tenantId } = await server.app.database.system((tx) =>
    tx.selectFrom('tenants').select('tenant_id as tenantId').executeTakeFirstOrThrow(),
  )
  return server.app.database.read(tenantId, (tx) =>
    tx.selectFrom('completions').selectAll().orderBy('id').execute(),
  )
}

async function heard(stream: AsyncIterable<CompletionStreamPart>) {
  const pieces: CompletionStreamPart[] = []
  let parts: readonly MessagePart[] = []
  for await (const piece of stream) {
    pieces.push(piece)
    parts = applyReplyPart(parts, piece)
  }
  return { pieces, parts, text: textOf(parts), end: pieces.at(-1) as CompletionEnd }
}

type Wire = { messages: { role: string; content: unknown; tool_call_id?: string }[] } & Record<
  string,
  unknown
>
const asked = () => models.requests.at(-1)?.body as Wire

test('a conversation that the caller keeps is answered with sources, and only its cost is stored', async () => {
  const question = `When do you open? [[think Let me look.]] [[say ${OPENING}]]`
  const { text, parts, end } = await heard(
    client.completions.stream(agentId, {
      messages: [{ role: 'system', text: 'Speak like a clerk.' }, says(question)],
      temperature: 0.1,
      maxOutputTokens: 50,
      stop: ['END'],
    }),
  )
  expect(text).toBe(OPENING)
  expect(parts.map(({ type }) => type)).toEqual(['reasoning', 'text', 'source'])
  expect(parts[2]).toMatchObject({
    type: 'source',
    number: 1,
    documentName: 'Handbook.md',
    quote: OPENING.slice(0, -1),
  })
  expect(end).toMatchObject({
    type: 'reply-end',
    state: 'completed',
    finishReason: 'stop',
    textLength: text.length,
  })
  const [system] = asked().messages
  expect(system?.content).toMatch(/^Be brief\.\n\nSpeak like a clerk\.\n\nPassages/)
  expect(asked()).toMatchObject({ temperature: 0.1, stop: ['END'], max_tokens: 50 })

  const [row] = await costs()
  expect(row).toMatchObject({
    id: end.replyId,
    agent_id: agentId,
    state: 'completed',
    model: 'openai/scripted',
  })
  expect(row).toMatchObject({ actor_kind: 'member', output_tokens: end.usage.outputTokens, code: null })
  const listed = await server.ask<{ items: unknown[] }>('GET', '/v1/conversations')
  expect(listed.body.items).toEqual([])
})

test('the unstreamed answer is the same', async () => {
  const answer = await client.completions.create(agentId, { messages: [says(`Well? [[say ${OPENING}]]`)] })
  expect(answer).toMatchObject({ state: 'completed', finishReason: 'stop' })
  expect(answer.parts.map(({ type }) => type)).toEqual(['text', 'source'])
})

const tools = [
  {
    name: 'weather',
    description: 'Tells the weather.',
    inputSchema: { type: 'object', properties: { city: { type: 'string' } } },
  },
]

test('a caller’s tool ends the answer, which continues with the result', async () => {
  const first = says('How is Taipei? [[tool weather {"city":"Taipei"}]] [[tool weather {"city":"臺南"}]]')
  const begun = await heard(
    client.completions.stream(agentId, {
      messages: [first],
      tools,
      toolChoice: { name: 'weather' },
      parallelToolCalls: true,
    }),
  )
  expect(begun.end).toMatchObject({ state: 'completed', finishReason: 'tool-calls' })
  const calls = begun.parts.filter((part) => part.type === 'tool-call')
  expect(calls.map(({ input }) => input)).toEqual([{ city: 'Taipei' }, { city: '臺南' }])
  expect(asked()).toMatchObject({
    tools: [{ type: 'function', function: { name: 'weather' } }],
    tool_choice: { type: 'function', function: { name: 'weather' } },
    parallel_tool_calls: true,
  })

  const done = await heard(
    client.completions.stream(agentId, {
      messages: [
        first,
        { role: 'assistant', parts: calls },
        ...calls.map(({ callId }) => ({ role: 'tool' as const, callId, output: 'Rain.' })),
      ],
      tools,
    }),
  )
  expect(done.end.finishReason).toBe('stop')
  expect(asked().messages.slice(-2)).toEqual(
    calls.map(({ callId }) => ({ role: 'tool', tool_call_id: callId, content: 'Rain.' })),
  )
})

test('the agent’s own tools run here, but not beside a call for the caller', async () => {
  const own = await makeAgent(server, { tools: ['current_time'] })
  const alone = await heard(
    client.completions.stream(own.id, { messages: [says('Time? [[tool current_time {}]]')], tools }),
  )
  expect(alone.parts.map(({ type }) => type)).toEqual(['tool-call', 'tool-result', 'text'])
  const mixed = await heard(
    client.completions.stream(own.id, {
      messages: [says('Both. [[tool current_time {}]] [[tool weather {}]]')],
      tools,
    }),
  )
  expect(mixed.end.finishReason).toBe('tool-calls')
  expect(mixed.parts.at(-1)).toMatchObject({ type: 'tool-result', name: 'current_time', isError: true })
})

test('an image is sent to the model', async () => {
  const data = Buffer.from('not really a picture').toString('base64')
  await client.completions.create(agentId, {
    messages: [
      {
        role: 'user',
        parts: [
          { type: 'text', text: 'What is it?' },
          { type: 'image', mediaType: 'image/png', data },
        ],
      },
    ],
  })
  expect(asked().messages.at(-1)?.content).toContainEqual({
    type: 'image_url',
    image_url: { url: `data:image/png;base64,${data}` },
  })
})

test('a caller who disconnects stops the model, and the cost so far is recorded', async () => {
  const before = (await costs()).length
  const stream = client.completions.stream(agentId, {
    messages: [says('Go on. [[model tps=20 tokens=400]]')],
  })
  for await (const piece of stream) if (piece.type === 'text-delta') break
  const request = models.requests.at(-1)
  await request?.closed
  expect(request?.outcome).toBe('aborted')
  await expect.poll(async () => (await costs()).length).toBe(before + 1)
  expect((await costs()).at(-1)).toMatchObject({ state: 'cancelled', first_token_ms: expect.any(Number) })
})

test('a failure ends the stream, or is the response to the call, and is recorded too', async () => {
  const messages = [says('[[model fail=429 retryAfter=77]]')]
  const { end } = await heard(client.completions.stream(agentId, { messages }))
  expect(end).toMatchObject({ state: 'failed', code: 'model_rate_limited', retryAfterSeconds: 77 })
  const refused = await client.completions
    .create(agentId, { messages })
    .catch((error: unknown) => error as ApiError)
  expect(refused).toMatchObject({ code: 'rate_limited', status: 429, retryAfterSeconds: 77 })
  expect((await costs()).at(-1)).toMatchObject({ state: 'failed', code: 'model_rate_limited' })
})

test('an agent can be tried before it is saved', async () => {
  const { text, parts } = await heard(
    client.completions.tryAgent({
      agent: { instructions: 'You are new.', knowledgeBaseIds },
      messages: [says(`When do you open? [[say ${OPENING}]]`)],
    }),
  )
  expect(text).toBe(OPENING)
  expect(parts.at(-1)?.type).toBe('source')
  expect(asked().messages[0]?.content).toMatch(/^You are new\./)
  expect((await costs()).at(-1)).toMatchObject({ agent_id: null, state: 'completed' })
})

test.each([
  ['no words but instructions', { messages: [{ role: 'system' as const, text: 'Hello' }] }],
  ['no message', { messages: [] }],
])('an invalid request is refused: %s', async (_, body) => {
  await expect(client.completions.create(agentId, body)).rejects.toMatchObject({ code: 'invalid_input' })
})
