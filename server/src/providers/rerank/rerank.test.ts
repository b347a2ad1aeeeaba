import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRerankServer, type RerankServer } from '#test/support/rerank-server.ts'
import { modelsFromYaml } from '../models/models-from-yaml.ts'
import { openReranker } from './open-reranker.ts'
import { rerankFrom } from './rerank-config.ts'

const log = { warn: () => {} }
const texts = ['none', 'two!!', 'one!']
let server: RerankServer

beforeAll(async () => {
  server = await openRerankServer()
})
afterAll(() => server.close())

const configured = (env: Record<string, string>, file: string | null = null) => {
  const config = rerankFrom(env, file)
  if (!config) throw new Error('Nothing is configured.')
  return config
}

test.each(['cohere', 'jina', 'dashscope'])('%s is called in its own format', async (provider) => {
  const name = provider.toUpperCase()
  const env = {
    PARLEY_RERANK_MODEL: `${provider}/best-1`,
    [`${name}_RERANK_URL`]: `${server.url}/${provider}`,
    [`${name}_API_KEY`]: 'k',
  }
  const reranker = openReranker(configured(env), log)
  expect(await reranker.rank('which?', texts, new AbortController().signal)).toMatchObject({
    scores: [0, 2, 1],
  })
  expect(server.requests.at(-1)).toEqual({
    path: `/${provider}`,
    model: 'best-1',
    query: 'which?',
    documents: texts,
    key: 'Bearer k',
  })
})

test.each([
  ['cohere', { tokens: null, searches: 2 }],
  ['jina', { tokens: 500, searches: null }],
  ['dashscope', { tokens: 700, searches: null }],
])('%s reports usage in its own format', async (provider, took) => {
  const name = provider.toUpperCase()
  const env = {
    PARLEY_RERANK_MODEL: `${provider}/best-1`,
    [`${name}_RERANK_URL`]: `${server.url}/${provider}`,
  }
  const ranked = await openReranker(configured(env), log).rank('which?', texts, new AbortController().signal)
  expect(ranked.took).toEqual(took)
})

test.each([
  ['', null],
  ['price: { perThousandSearches: 2, currency: USD }', { nanos: 6_000_000, currency: 'USD' }],
  ['price: { input: 0.8, currency: CNY }', { nanos: 80_000, currency: 'CNY' }],
])('a call costs what the models file says: %s', (price, cost) => {
  const file = `[{ rerank: true, provider: jina, model: m, url: 'http://x', ${price} }]`
  expect(openReranker(configured({}, file), log).cost({ tokens: 100, searches: 3 })).toEqual(cost)
})

test('the models file may list it beside the chat models', () => {
  const file = `
- provider: ollama
  model: small
- rerank: true
  provider: dashscope
  model: gte-rerank-v2
  apiKeyEnv: OWN_KEY
  timeoutMs: 900`
  expect(configured({ OWN_KEY: 'k' }, file)).toMatchObject({
    id: 'dashscope/gte-rerank-v2',
    format: 'dashscope',
    timeLimitMs: 900,
  })
  expect(modelsFromYaml(file, { OLLAMA_BASE_URL: 'http://x' })).toHaveLength(1)
})

test.each([
  [{ PARLEY_RERANK_MODEL: 'nobody/x' }, /PARLEY_RERANK_MODEL/],
  [{ PARLEY_RERANK_MODEL: 'cohere' }, /PARLEY_RERANK_MODEL/],
  [{ PARLEY_RERANK_MODEL: 'cohere/x' }, /COHERE_API_KEY is not set/],
])('what cannot be used is refused by name: %j', (env, message) => {
  expect(() => rerankFrom(env, null)).toThrow(message)
})

test('silence ends at the time limit, and a silent model is skipped for a while', async () => {
  const env = {
    PARLEY_RERANK_MODEL: 'jina/slow',
    JINA_RERANK_URL: server.url,
    PARLEY_RERANK_TIMEOUT_MS: '50',
  }
  const reranker = openReranker(configured(env), log, { failuresMax: 2, pauseMs: 1_000_000 })
  const ask = () => reranker.rank('?', texts, new AbortController().signal)
  server.fail = 'silent'
  await expect(ask()).rejects.toMatchObject({ code: 'unavailable' })
  await expect(ask()).rejects.toMatchObject({ code: 'unavailable' })
  const before = server.requests.length
  server.fail = null
  await expect(ask()).rejects.toMatchObject({ message: expect.not.stringContaining('sk-1') })
  expect(server.requests).toHaveLength(before)
})
