import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type EmbeddingServer, openEmbeddingServer } from '#test/support/embedding-server.ts'
import { metricsOf } from '#test/support/metrics.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { openRerankServer, type RerankServer } from '#test/support/rerank-server.ts'
import { startTraceCollector, type ReceivedSpan, type TraceCollector } from '#test/support/trace-collector.ts'

// Embeddings and reranking, as a collector and Prometheus hear of them.

const SECRET_WORDS = 'zebras that only two people know'

let vectors: EmbeddingServer
let ranks: RerankServer
let collector: TraceCollector
let server: TestServer

beforeAll(async () => {
  vectors = await openEmbeddingServer([['zebra']])
  vectors.tokensEach = 7
  ranks = await openRerankServer()
  collector = await startTraceCollector()
  server = await openTestServer({
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: '50',
      OPENAI_BASE_URL: vectors.url,
      OPENAI_API_KEY: 'k',
      PARLEY_EMBEDDING_MODELS: 'openai/small@8',
      PARLEY_RERANK_MODEL: 'jina/best',
      JINA_RERANK_URL: ranks.url,
    },
  })
})
afterAll(async () => {
  await server.close()
  await Promise.all([vectors.close(), ranks.close()])
  await collector[Symbol.asyncDispose]()
})

const parentOf = (span: ReceivedSpan | undefined) =>
  collector.spans.find(({ spanId }) => spanId === span?.parentSpanId)

/** Two documents that are found by meaning. */
async function library(): Promise<string> {
  const made = await server.ask<{ id: string }>('POST', '/v1/knowledge-bases', { body: { name: 'Zoo' } })
  const knowledgeBaseId = made.body.id
  for (const text of ['A zebra is striped.', 'A zebra is fast.'])
    await server.ask('POST', `/v1/knowledge-bases/${knowledgeBaseId}/documents`, {
      body: { name: `${text}.md`, text },
    })
  await vi.waitFor(
    async () => {
      const { body } = await server.ask<{ embeddedCount: number }>(
        'GET',
        `/v1/knowledge-bases/${knowledgeBaseId}`,
      )
      expect(body.embeddedCount).toBe(2)
    },
    { timeout: 30_000, interval: 50 },
  )
  return knowledgeBaseId
}

test('a question’s embedding and reranking are spans of its search, without its text', async () => {
  const knowledgeBaseId = await library()
  const { headers } = await server.ask('POST', '/v1/search', {
    body: { query: SECRET_WORDS, knowledgeBaseIds: [knowledgeBaseId] },
  })
  const requestId = headers.get('x-request-id')
  const mine = (name: string) =>
    collector.named(name).filter(({ attributes }) => attributes['parley.request.id'] === requestId)
  await expect.poll(() => mine('rerank best')).toHaveLength(1)
  await expect.poll(() => mine('embeddings small@8')).toHaveLength(1)
  const [embedding] = mine('embeddings small@8')
  expect(embedding).toMatchObject({ kind: 3, hasFailed: false })
  expect(embedding?.attributes).toMatchObject({
    'gen_ai.operation.name': 'embeddings',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'small@8',
    'gen_ai.usage.input_tokens': 7,
    'gen_ai.embeddings.dimension.count': 8,
  })
  const [rerank] = mine('rerank best')
  expect(rerank?.attributes).toMatchObject({
    'gen_ai.operation.name': 'rerank',
    'gen_ai.provider.name': 'jina',
    'gen_ai.usage.input_tokens': 500,
  })
  for (const span of [embedding, rerank]) await expect.poll(() => parentOf(span)?.name).toBe('retrieval')
  // What goes out is a part of it.
  const calls = () => collector.spans.filter(({ parentSpanId }) => parentSpanId === embedding?.spanId)
  await expect.poll(() => calls().map(({ name }) => name)).toEqual(['POST'])
  expect(collector.texts.some((text) => text.includes('zebra'))).toBe(false)
})

test('a failed one is marked as such, and all are counted', async () => {
  const knowledgeBaseId = await library()
  const count = async (outcome: string) =>
    (await metricsOf(server.url)).value('parley_model_calls_total', { model: 'openai/small@8', outcome })
  const before = await count('unavailable')
  vectors.fail = 503
  await server.ask('POST', '/v1/search', { body: { query: 'zebra', knowledgeBaseIds: [knowledgeBaseId] } })
  vectors.fail = null
  await expect.poll(() => collector.named('embeddings small@8').some(({ hasFailed }) => hasFailed)).toBe(true)
  expect(await count('unavailable')).toBe(before + 1)
  expect(await count('ok')).toBeGreaterThan(0)
})
