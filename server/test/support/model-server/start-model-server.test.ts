import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ModelServer, startModelServer } from './start-model-server.ts'

const KEY = 'sk-only-this-one'

let server: ModelServer
beforeAll(async () => {
  server = await startModelServer({ apiKey: KEY })
})
afterAll(() => server.close())

const post = (path: string, content: string, key = KEY) =>
  fetch(server.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ model: 'scripted', messages: [{ role: 'user', content }] }),
  })

test('without a stream both formats answer in one piece', async () => {
  const openAi = await (await post('/v1/chat/completions', '[[say Hi 🌍]] [[think Hm]]')).json()
  expect(openAi).toMatchObject({
    object: 'chat.completion',
    choices: [{ message: { content: 'Hi 🌍', reasoning_content: 'Hm' }, finish_reason: 'stop' }],
    usage: { completion_tokens: 2 },
  })
  const anthropic = await (await post('/v1/messages', '[[tool look {"a":[[1]]}]]')).json()
  expect(anthropic).toMatchObject({
    type: 'message',
    content: [{ type: 'tool_use', name: 'look', input: { a: [[1]] } }],
    stop_reason: 'tool_use',
  })
})

test('models are listed', async () => {
  const response = await fetch(`${server.openaiBaseUrl}/models`, {
    headers: { authorization: `Bearer ${KEY}` },
  })
  expect(await response.json()).toMatchObject({ object: 'list', data: [{ id: 'scripted' }, {}] })
})

test('another key is refused and echoed, and none is recorded', async () => {
  const response = await post('/v1/chat/completions', 'hi', 'sk-another')
  expect(response.status).toBe(401)
  expect(await response.text()).toContain('sk-another')
  expect(JSON.stringify(server.requests)).not.toContain('sk-')
})

test('scripted replies come first, in order; failures stop after their number', async () => {
  server.script({ text: ['one'] }, { fail: '503', retryAfter: '7' })
  expect(await (await post('/v1/chat/completions', 'x')).text()).toContain('"one"')
  const refused = await post('/v1/chat/completions', 'x')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '7'])
  const statuses = []
  for (let i = 0; i < 3; i++) statuses.push((await post('/v1/messages', '[[model fail=529 times=2]]')).status)
  expect(statuses).toEqual([529, 529, 200])
})

test('the pace is kept', async () => {
  const started = performance.now()
  const response = await fetch(`${server.url}/v1/messages`, {
    method: 'POST',
    headers: { 'x-api-key': KEY },
    body: JSON.stringify({
      stream: true,
      messages: [{ role: 'user', content: '[[model ttft=50 tps=100 tokens=11]]' }],
    }),
  })
  await response.text()
  expect(performance.now() - started).toBeGreaterThan(145)
  expect(performance.now() - started).toBeLessThan(600)
})
