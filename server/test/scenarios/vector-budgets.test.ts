import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Budget } from '#contract/shapes/budget.ts'
import type { HitList, KnowledgeBase } from '#contract/shapes/knowledge.ts'
import type { Usage, UsageLine } from '#contract/shapes/usage.ts'
import { converse } from '#test/support/conversation.ts'
import { type EmbeddingServer, openEmbeddingServer } from '#test/support/embedding-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { openRerankServer, type RerankServer } from '#test/support/rerank-server.ts'
import type { z } from 'zod'

// What vectors and reranking cost counts towards budgets, and where a budget allows neither, words alone find.

let vectors: EmbeddingServer
let ranks: RerankServer
let server: TestServer
const directory = mkdtempSync(join(tmpdir(), 'parley-vector-budgets-'))

beforeAll(async () => {
  vectors = await openEmbeddingServer([['refund', '退款'], ['parking']])
  vectors.tokensEach = 10
  ranks = await openRerankServer()
  const file = join(directory, 'models.yaml')
  writeFileSync(
    file,
    `
- { embedding: true, provider: openai, model: dear, baseUrl: '${vectors.url}', price: { input: 1000, currency: EUR } }
- { embedding: true, provider: openai, model: unpriced, baseUrl: '${vectors.url}' }
- { rerank: true, provider: jina, model: best, url: '${ranks.url}', price: { input: 1000, currency: EUR } }`,
  )
  server = await openTestServer({ env: { PARLEY_MODELS_FILE: file, PARLEY_TITLES: 'first-words' } })
  // The guide that every tenant begins with has vectors too.
  await vi.waitFor(
    async () => {
      const { items } = (await server.ask<{ items: KnowledgeBase[] }>('GET', '/v1/knowledge-bases')).body
      expect(items.some(({ embeddedCount }) => embeddedCount > 0)).toBe(true)
      for (const { waitingCount, passageCount, embeddedCount } of items)
        expect([waitingCount, embeddedCount]).toEqual([0, passageCount])
    },
    { timeout: 60_000, interval: 100 },
  )
})

afterAll(async () => {
  await server.close()
  await Promise.all([vectors.close(), ranks.close()])
  rmSync(directory, { recursive: true })
})

afterEach(async () => {
  for (const { id } of await budgets()) await server.ask('DELETE', `/v1/budgets/${id}`)
})

const budgets = async () => (await server.ask<{ items: Budget[] }>('GET', '/v1/budgets')).body.items
const spent = async () => (await budgets()).map(({ spent: { amount, tokens } }) => ({ amount, tokens }))

const textsAsked = () => vectors.requests.reduce((sum, { input }) => sum + input.length, 0)

async function budget(body: object): Promise<string> {
  const made = await server.ask<Budget>('POST', '/v1/budgets', { body: { kind: 'tenant', ...body } })
  expect(made.status).toBe(201)
  return made.body.id
}

async function knowledgeBase(model: string): Promise<string> {
  const made = await server.ask<KnowledgeBase>('POST', '/v1/knowledge-bases', {
    body: { name: `${model} ${Math.random()}`, embeddingModel: `openai/${model}` },
  })
  return made.body.id
}

const add = (knowledgeBaseId: string, text: string) =>
  server.ask('POST', `/v1/knowledge-bases/${knowledgeBaseId}/documents`, {
    body: { name: `${text}.md`, text },
  })

const read = async (knowledgeBaseId: string) =>
  (await server.ask<KnowledgeBase>('GET', `/v1/knowledge-bases/${knowledgeBaseId}`)).body

const until = (knowledgeBaseId: string, facts: Partial<KnowledgeBase>) =>
  vi.waitFor(async () => expect(await read(knowledgeBaseId)).toMatchObject(facts), {
    timeout: 30_000,
    interval: 50,
  })

const search = async (knowledgeBaseId: string, query: string) =>
  (
    await server.ask<z.infer<typeof HitList>>('POST', '/v1/search', {
      body: { query, knowledgeBaseIds: [knowledgeBaseId] },
    })
  ).body

test('passages, questions and reranking are charged by the tokens that providers report', async () => {
  await budget({ amount: 10, currency: 'EUR' })
  const asked = textsAsked()
  const knowledgeBaseId = await knowledgeBase('dear')
  await add(knowledgeBaseId, 'A refund is paid within five days.')
  await add(knowledgeBaseId, 'A refund needs a receipt.')
  await until(knowledgeBaseId, { embeddedCount: 2 })
  await vi.waitFor(async () => expect((await spent())[0]?.amount).toBeCloseTo(0.02, 9), { timeout: 45_000 })
  expect(textsAsked() - asked).toBe(2)
  const before = (await spent())[0]?.amount ?? 0
  expect(await search(knowledgeBaseId, 'refund')).toMatchObject({ warning: null, items: [{}, {}] })
  // Ten tokens of the question, and what the reranker says.
  const [after] = await budgets()
  expect(after?.spent.amount).toBeCloseTo(before + 0.01 + 0.5, 9)
  expect(after?.spent).toMatchObject({ tokens: 0, reservedAmount: 0, reservedTokens: 0 })
})

test('usage lists them beside the models: tokens, searches and costs, by purpose', async () => {
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
  const lines = async (by: string) => {
    const { items } = (await server.ask<Usage>('GET', `/v1/usage?by=${by}&from=${day(-1)}&to=${day(1)}`)).body
    return new Map(items.map((line) => [line.key, line]))
  }
  const tookSince = async (by: string, before: Map<string, UsageLine>) =>
    Object.fromEntries(
      [...(await lines(by))].map(([key, { replies, searches, inputTokens, costs, unpriced }]) => {
        const was = before.get(key)
        const cost = (costs[0]?.amount ?? 0) - (was?.costs[0]?.amount ?? 0)
        return [
          key,
          {
            replies,
            searches: searches - (was?.searches ?? 0),
            tokens: inputTokens - (was?.inputTokens ?? 0),
            cost: Number(cost.toFixed(6)),
            unpriced: unpriced - (was?.unpriced ?? 0),
          },
        ]
      }),
    )
  const [byModel, byPurpose] = [await lines('model'), await lines('purpose')]
  const [dear, unpriced] = [await knowledgeBase('dear'), await knowledgeBase('unpriced')]
  await add(dear, 'A refund is paid within five days.')
  await add(dear, 'A refund needs a receipt.')
  await add(unpriced, 'Parking is free.')
  await until(dear, { embeddedCount: 2 })
  await until(unpriced, { embeddedCount: 1 })
  await search(dear, 'refund')
  const nothing = { replies: 0, searches: 0, tokens: 0, cost: 0, unpriced: 0 }
  expect(await tookSince('model', byModel)).toMatchObject({
    'openai/dear': { ...nothing, searches: 1, tokens: 30, cost: 0.03 },
    'openai/unpriced': { ...nothing, tokens: 10, unpriced: 1 },
    'jina/best': { ...nothing, searches: 1, tokens: 500, cost: 0.5 },
  })
  expect(await tookSince('purpose', byPurpose)).toMatchObject({
    embedding: { ...nothing, tokens: 30, cost: 0.02, unpriced: 1 },
    search: { ...nothing, searches: 1, tokens: 10, cost: 0.01 },
    reranking: { ...nothing, searches: 1, tokens: 500, cost: 0.5 },
  })
})

test('without a price tokens count, estimated if the provider reports none', async () => {
  await budget({ tokens: 1_000_000 })
  const knowledgeBaseId = await knowledgeBase('unpriced')
  await add(knowledgeBaseId, 'Parking is free.')
  await until(knowledgeBaseId, { embeddedCount: 1 })
  const asked = textsAsked()
  const tokens = async () => (await budgets())[0]?.spent.tokens ?? 0
  await vi.waitFor(async () => expect((await tokens()) % 10).toBe(0), { timeout: 45_000 })
  const before = await tokens()
  expect(before).toBeGreaterThanOrEqual(10)
  vectors.tokensEach = null
  await search(knowledgeBaseId, 'parking')
  vectors.tokensEach = 10
  expect(textsAsked()).toBe(asked + 1)
  expect((await tokens()) - before).toBeGreaterThan(0)
  expect((await tokens()) - before).toBeLessThan(10)
})

test('with a used-up budget only words are searched, which is reported, and embedding resumes later', async () => {
  const knowledgeBaseId = await knowledgeBase('dear')
  await add(knowledgeBaseId, 'A refund is paid within five days.')
  await add(knowledgeBaseId, 'No refund without a receipt.')
  await until(knowledgeBaseId, { embeddedCount: 2 })
  // As much as one question and its reranking take.
  const id = await budget({ amount: 0.51, currency: 'EUR' })
  expect(await search(knowledgeBaseId, '退款')).toMatchObject({ warning: null, items: [{}, {}] })
  const asked = [vectors.requests.length, ranks.requests.length]
  expect((await search(knowledgeBaseId, '退款')).items).toEqual([])
  expect(await search(knowledgeBaseId, 'refund paid')).toMatchObject({
    warning: 'budget-used-up',
    items: [{ similarity: null, rerank: null }, {}],
  })

  await add(knowledgeBaseId, 'Parking is free.')
  await until(knowledgeBaseId, { passageCount: 3, embeddedCount: 2, embeddingErrorCode: 'budget-used-up' })
  expect((await search(knowledgeBaseId, 'parking')).items).toHaveLength(1)
  expect([vectors.requests.length, ranks.requests.length]).toEqual(asked)

  await server.ask('PATCH', `/v1/budgets/${id}`, { body: { amount: 100 } })
  await until(knowledgeBaseId, { embeddedCount: 3, embeddingErrorCode: null })
  expect(await search(knowledgeBaseId, '退款')).toMatchObject({ warning: null, items: [{}, {}, {}] })
})

test('a failed call costs nothing, and keeps no reservation', async () => {
  const knowledgeBaseId = await knowledgeBase('dear')
  await budget({ amount: 10, currency: 'EUR' })
  vectors.faults.set('dear', 503)
  await add(knowledgeBaseId, 'Parking is dear.')
  await until(knowledgeBaseId, { embeddingErrorCode: 'not-answering' })
  // Between two tries: another reserves again.
  await vi.waitFor(
    async () => expect((await budgets())[0]?.spent).toMatchObject({ amount: 0, reservedAmount: 0 }),
    { timeout: 45_000 },
  )
  vectors.faults.delete('dear')
})

test('an answer’s searches count towards its agent and the person', async () => {
  // Words alone find in it, so that only the reranker is asked.
  const made = await server.ask<KnowledgeBase>('POST', '/v1/knowledge-bases', {
    body: { name: 'Words', embeddingModel: null },
  })
  const knowledgeBaseId = made.body.id
  await add(knowledgeBaseId, 'A refund is paid within five days.')
  await add(knowledgeBaseId, 'A refund needs a receipt.')
  await until(knowledgeBaseId, { passageCount: 2 })
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', {
    body: { name: 'Clerk', model: null, knowledgeBaseIds: [knowledgeBaseId] },
  })
  await budget({ kind: 'agent', agentId: agent.body.id, amount: 10, currency: 'EUR' })
  await budget({ kind: 'person', amount: 10, currency: 'EUR' })
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agent.body.id },
  })
  await converse(server, opened.body.id, 'When is a refund paid?')
  expect(await spent()).toEqual([
    { amount: 0.5, tokens: 0 },
    { amount: 0.5, tokens: 0 },
  ])
  // Nobody's agent looks this up.
  await search(knowledgeBaseId, 'refund')
  expect(await spent()).toEqual([
    { amount: 0.5, tokens: 0 },
    { amount: 1, tokens: 0 },
  ])
})
