import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Reply } from '#contract/shapes/conversation.ts'
import { converse, messagesOf, openConversation } from '#test/support/conversation.ts'
import { startModelServer, type ModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let models: ModelServer
let server: TestServer
const directory = mkdtempSync(join(tmpdir(), 'parley-costs-'))

beforeAll(async () => {
  models = await startModelServer()
  const file = join(directory, 'models.yaml')
  writeFileSync(
    file,
    `
- provider: openai-compatible
  id: local/priced
  model: scripted
  baseUrl: ${models.openaiBaseUrl}
  default: true
  price: { input: 2, cachedInput: 0.5, output: 8, currency: EUR }
- provider: openai-compatible
  id: local/unpriced
  model: scripted
  baseUrl: ${models.openaiBaseUrl}
- provider: openai-compatible
  id: local/broken
  model: scripted
  baseUrl: http://127.0.0.1:9
  fallback: local/priced
  price: { input: 1000, output: 1000, currency: USD }
`,
  )
  server = await openTestServer({ env: { PARLEY_MODELS_FILE: file } })
})

afterAll(async () => {
  await server.close()
  await models.close()
  rmSync(directory, { recursive: true })
})

const replyOf = async (id: string): Promise<Reply> =>
  (await server.ask<Reply>('GET', `/v1/replies/${id}`)).body

const priceOf = (input: number, output: number) => (input * 2 + output * 8) / 1e6

test('a reply costs what its tokens cost, over all steps, in its stream and afterwards', async () => {
  const conversationId = await openConversation(server)
  const agents = await server.ask<{ items: { id: string; name: string }[] }>('GET', '/v1/agents')
  const ada = agents.body.items.find(({ name }) => name === 'Ada')
  await server.ask('PATCH', `/v1/agents/${ada?.id}`, { body: { tools: ['current_time'] } })
  const { end, sent } = await converse(server, conversationId, 'What time is it? [[tool current_time {}]]')
  const { inputTokens, outputTokens } = end.usage
  expect(outputTokens).toBeGreaterThan(1)
  expect(end.cost).toEqual({
    amount: expect.closeTo(priceOf(inputTokens ?? 0, outputTokens ?? 0), 9),
    currency: 'EUR',
  })
  expect((await replyOf(sent.reply?.id ?? '')).cost).toEqual(end.cost)
  expect((await messagesOf(server, conversationId))[1]?.reply?.cost).toEqual(end.cost)
})

test('input that the provider read from its cache costs less', async () => {
  const usage = '{"prompt_tokens":1000,"completion_tokens":10,"prompt_tokens_details":{"cached_tokens":800}}'
  models.script({
    raw: {
      status: 200,
      contentType: 'text/event-stream',
      packets: [
        'data: {"choices":[{"delta":{"content":"Hello."},"finish_reason":"stop"}]}\n\n',
        `data: {"choices":[],"usage":${usage}}\n\ndata: [DONE]\n\n`,
      ],
    },
  })
  const { end } = await converse(server, await openConversation(server), 'Hello?')
  expect(end.cost).toEqual({ amount: (200 * 2 + 800 * 0.5 + 10 * 8) / 1e6, currency: 'EUR' })
})

const agentWith = async (model: string) => {
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: model, model } })
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agent.body.id },
  })
  return opened.body.id
}

test('without a price the cost is unknown rather than zero', async () => {
  const { end } = await converse(server, await agentWith('local/unpriced'), 'Hello?')
  expect(end.usage.outputTokens).toBeGreaterThan(0)
  expect(end.cost).toBeNull()
})

test('the model that answered is charged, not the one that was requested', async () => {
  const { end } = await converse(server, await agentWith('local/broken'), 'Hello?')
  expect(end.usage.model).toBe('local/priced')
  expect(end.cost?.currency).toBe('EUR')
})

test('the list of models includes their prices', async () => {
  const { body } = await server.ask<{ items: { id: string; price: unknown }[] }>('GET', '/v1/language-models')
  expect(Object.fromEntries(body.items.map(({ id, price }) => [id, price]))).toMatchObject({
    'local/priced': { input: 2, cachedInput: 0.5, output: 8, currency: 'EUR' },
    'local/unpriced': null,
    'local/broken': { cachedInput: null },
  })
})
