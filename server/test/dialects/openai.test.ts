import OpenAI from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scriptedModels } from '#test/support/conversation.ts'
import { makeAgent, OPENING, openHandbook } from '#test/support/handbook.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

type Completion = OpenAI.ChatCompletion & {
  choices: { message: { parley: { sources: Source[] }; reasoning_content?: string } }[]
}
type Chunk = OpenAI.ChatCompletionChunk & { parley?: { sources: Source[] } }
interface Source {
  number: number
  documentName: string
  answerRange: { start: number; end: number }
}

let models: ModelServer
let server: TestServer
let apiKey: string
let client: OpenAI

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  const key = await server.ask<{ secret: string }>('POST', '/v1/api-keys', {
    body: { name: 'OpenAI', scopes: ['*'] },
  })
  apiKey = key.body.secret
  client = openAt(`${server.url}/v1`)
  await makeAgent(server, { name: 'Clerk', knowledgeBaseIds: [await openHandbook(server)] })
})

afterAll(async () => {
  await server.close()
  await models.close()
})

const openAt = (baseURL: string, key = apiKey) => new OpenAI({ baseURL, apiKey: key, maxRetries: 0 })
const says = (content: string) => [{ role: 'user' as const, content }]
const asked = () => models.requests.at(-1)?.body as Record<string, unknown>
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => Promise.reject(new Error('It was not refused.')),
    (error: unknown) => error as InstanceType<typeof OpenAI.APIError>,
  )

async function collect(stream: AsyncIterable<OpenAI.ChatCompletionChunk>) {
  const chunks: Chunk[] = []
  for await (const chunk of stream) chunks.push(chunk as Chunk)
  const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta))
  return {
    chunks,
    deltas,
    content: deltas.map(({ content }) => content ?? '').join(''),
    reasoning: deltas
      .map((delta) => (delta as { reasoning_content?: string }).reasoning_content ?? '')
      .join(''),
    last: chunks.findLast(({ choices }) => choices.length > 0),
  }
}

const QUESTION = `When do you open? [[think Let me look.]] [[say Hello. ${OPENING}]]`

test.each(['/v1', '/compat/openai/v1'])('an agent is a model: %s', async (path) => {
  const there = openAt(server.url + path)
  const listed = await there.models.list()
  expect(listed.data.map(({ id }) => id)).toContain('Clerk')
  expect(await there.models.retrieve('clerk')).toMatchObject({ object: 'model', name: 'Clerk' })

  const completion = (await there.chat.completions.create({
    model: 'CLERK',
    messages: [{ role: 'developer', content: 'Be kind.' }, ...says(QUESTION)],
    max_tokens: 60,
    stop: 'END',
  })) as Completion
  const [choice] = completion.choices
  expect(choice).toMatchObject({ index: 0, finish_reason: 'stop', message: { role: 'assistant' } })
  expect(choice?.message.content).toBe(`Hello. ${OPENING}`)
  expect(choice?.message.reasoning_content).toBe('Let me look.')
  expect(completion.usage?.total_tokens).toBeGreaterThan(10)
  const [source] = choice?.message.parley.sources ?? []
  expect(source).toMatchObject({ number: 1, documentName: 'Handbook.md' })
  expect(choice?.message.content?.slice(source?.answerRange.start, source?.answerRange.end)).toBe(OPENING)
  expect(asked()).toMatchObject({ max_tokens: 60, stop: ['END'] })
})

test('a streamed answer is equal, with its sources and, on request, its usage', async () => {
  const { content, reasoning, last, chunks } = await collect(
    await client.chat.completions.create({
      model: 'Clerk',
      messages: says(QUESTION),
      stream: true,
      stream_options: { include_usage: true },
    }),
  )
  expect(content).toBe(`Hello. ${OPENING}`)
  expect(reasoning).toBe('Let me look.')
  expect(last?.choices[0]?.finish_reason).toBe('stop')
  expect(last?.parley?.sources).toMatchObject([{ number: 1, documentName: 'Handbook.md' }])
  expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: expect.any(Number) } })
  expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true)
  expect(new Set(chunks.map(({ id }) => id)).size).toBe(1)
})

test('on the wire a stream ends with [DONE]', async () => {
  const response = await fetch(`${server.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'Clerk', messages: says('Hello [[say Hi]]'), stream: true }),
  })
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
  const text = await response.text()
  expect(text).toMatch(/\n\ndata: \[DONE\]\n\n$/)
  expect(text).not.toContain('"usage"')
})

const tool = (name: string) => ({
  type: 'function' as const,
  function: { name, description: 'Tells it.', parameters: { type: 'object', properties: {} } },
})
const CALLS = 'Go [[tool weather {"city":"臺南"}]] [[tool news {}]]'

test('tools are called by the client, streamed or not, several at once', async () => {
  const request = {
    model: 'Clerk',
    messages: says(CALLS),
    tools: [tool('weather'), tool('news')],
    tool_choice: 'required' as const,
    parallel_tool_calls: true,
  }
  const whole = await client.chat.completions.create(request)
  expect(whole.choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { content: null } })
  const calls = (whole.choices[0]?.message.tool_calls ?? []).filter((call) => call.type === 'function')
  expect(calls.map((call) => call.function)).toEqual([
    { name: 'weather', arguments: '{"city":"臺南"}' },
    { name: 'news', arguments: '{}' },
  ])
  expect(asked()).toMatchObject({ tool_choice: 'required', parallel_tool_calls: true })

  const runner = client.chat.completions.stream(request)
  const streamed = await runner.finalChatCompletion()
  expect(streamed.choices[0]?.finish_reason).toBe('tool_calls')
  expect(streamed.choices[0]?.message.tool_calls).toMatchObject(
    calls.map((call) => ({ function: call.function })),
  )

  const done = await client.chat.completions.create({
    ...request,
    messages: [
      ...request.messages,
      { role: 'assistant', tool_calls: calls },
      ...calls.map(({ id }) => ({ role: 'tool' as const, tool_call_id: id, content: 'Fine.' })),
    ],
    tool_choice: { type: 'function', function: { name: 'news' } },
  })
  expect(done.choices[0]?.finish_reason).toBe('stop')
  expect(asked()).toMatchObject({ tool_choice: { type: 'function', function: { name: 'news' } } })
  expect((asked().messages as unknown[]).at(-1)).toMatchObject({ role: 'tool', content: 'Fine.' })
})

test('an image and a form of the answer reach the model', async () => {
  const url = `data:image/png;base64,${Buffer.from('picture').toString('base64')}`
  const json_schema = { name: 'answer', schema: { type: 'object' }, strict: true }
  await client.chat.completions.create({
    model: 'Clerk',
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is it?' },
          { type: 'image_url', image_url: { url } },
        ],
      },
    ],
    response_format: { type: 'json_schema', json_schema },
  })
  expect(asked()).toMatchObject({ response_format: { type: 'json_schema', json_schema } })
  expect((asked().messages as { content: unknown }[]).at(-1)?.content).toContainEqual({
    type: 'image_url',
    image_url: { url },
  })
})

test('a model name that is unknown, or ambiguous, is not found', async () => {
  await makeAgent(server, { name: 'Twin' })
  const twin = await makeAgent(server, { name: 'twin' })
  for (const model of ['gpt-9', 'Twin', crypto.randomUUID()]) {
    const error = await refusal(client.chat.completions.create({ model, messages: says('Hello') }))
    expect(error).toMatchObject({
      status: 404,
      code: 'model_not_found',
      type: 'invalid_request_error',
      param: 'model',
    })
  }
  const listed = (await client.models.list()).data.map(({ id }) => id)
  expect(listed).toContain(twin.id)
  const found = await client.chat.completions.create({ model: twin.id, messages: says('Hello [[say Hi]]') })
  expect(found.choices[0]?.message.content).toBe('Hi')
})

test('every refusal is in the envelope that their clients read', async () => {
  const messages = says('Hello')
  const create = (more: object, at = client) =>
    refusal(at.chat.completions.create({ model: 'Clerk', messages, ...more } as never) as Promise<unknown>)
  expect(await create({}, openAt(`${server.url}/v1`, 'nobody'))).toMatchObject({
    status: 401,
    code: 'invalid_api_key',
  })
  expect(await create({ n: 2 })).toMatchObject({ status: 400, param: 'n', type: 'invalid_request_error' })
  expect(await create({ messages: [] })).toMatchObject({ status: 400, param: 'messages' })
  const image = { type: 'image_url', image_url: { url: 'https://example.com/a.png' } }
  expect(await create({ messages: [{ role: 'user', content: [image] }] })).toMatchObject({ status: 400 })
  const limited = await create({ messages: says('[[model fail=429 retryAfter=77]]'), stream: true })
  expect(limited).toMatchObject({ status: 429, code: 'rate_limit_exceeded', type: 'rate_limit_error' })
  expect(limited.headers?.get('retry-after')).toBe('77')
  expect(await create({ messages: says('[[model fail=500]]') })).toMatchObject({
    status: 502,
    type: 'server_error',
  })
})

test.each([
  ['JSON that is none', 'POST', '/v1/chat/completions', '{"model":', 400],
  ['a path below theirs', 'POST', '/v1/chat/nothing', '{}', 404],
  ['a method that is not theirs', 'GET', '/v1/chat/completions', undefined, 404],
  ['a path of a mount of its own', 'GET', '/compat/openai/v1/nothing', undefined, 404],
  ['models of nobody', 'GET', '/v1/models', undefined, 401],
])('… also for %s', async (_, method, path, body, status) => {
  const answer = await server.ask<{ error: { message: string; type: string } }>(method, path, {
    token: status === 401 ? null : apiKey,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body }),
  })
  expect(answer.status).toBe(status)
  expect(answer.body.error).toMatchObject({ type: 'invalid_request_error', message: expect.any(String) })
})

test('the native API beside it keeps its own format', async () => {
  const answer = await server.ask('GET', '/v1/nothing')
  expect(answer.headers.get('content-type')).toMatch(/problem\+json/)
})

test('a failure in mid-stream is reported, without a false end', async () => {
  const stream = await client.chat.completions.create({
    model: 'Clerk',
    messages: says('[[model tokens=20 tps=200 fail=drop at=5]]'),
    stream: true,
  })
  await expect(collect(stream)).rejects.toThrow(OpenAI.APIError)
})

test('an aborted request stops the model', async () => {
  const stream = await client.chat.completions.create({
    model: 'Clerk',
    messages: says('[[model tps=20 tokens=400]]'),
    stream: true,
  })
  for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break
  const request = models.requests.at(-1)
  await request?.closed
  expect(request?.outcome).toBe('aborted')
})
