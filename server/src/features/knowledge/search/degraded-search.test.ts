import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Scope } from '#kernel/scope.ts'
import { type EmbeddingServer, openEmbeddingServer } from '#test/support/embedding-server.ts'
import { openTestApp, type TestApp } from '#test/support/open-test-app.ts'
import { addDocument, createKnowledgeBase, readKnowledgeBase, searchKnowledge } from '../index.ts'
import { makeLibrary, settled } from '../testing.ts'

// Whatever failure the vector half of a search has: words still answer, it is reported, and it recovers by itself. One
// model per failure, so that none is skipped because of another's.

const models = ['busy', 'broken', 'slow', 'odd', 'stored', 'large']

let embeddings: EmbeddingServer
let app: TestApp & AsyncDisposable
let scope: Scope

beforeAll(async () => {
  embeddings = await openEmbeddingServer([['refund', '退款'], ['parking']])
  app = await openTestApp({
    env: {
      OPENAI_BASE_URL: embeddings.url,
      OPENAI_API_KEY: 'k',
      PARLEY_EMBEDDING_MODELS: models.map((model) => `openai/${model}`).join(),
    },
    settings: { vectorBytesMax: 20_000 },
  })
  scope = (await makeLibrary(app)).scope
})

afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await embeddings.close()
})

async function knowledgeBaseBy(model: string, text = 'A refund is paid within five days.'): Promise<string> {
  const { id: knowledgeBaseId } = await createKnowledgeBase(scope, {
    name: model,
    embeddingModel: `openai/${model}`,
  })
  await settled(scope, (await addDocument(scope, { knowledgeBaseId, name: 'returns.md', text })).id)
  await vi.waitFor(
    async () => {
      const { passageCount, embeddedCount } = await readKnowledgeBase(scope, { knowledgeBaseId })
      expect(embeddedCount).toBe(passageCount)
    },
    { timeout: 45_000, interval: 50 },
  )
  return knowledgeBaseId
}

const ask = (knowledgeBaseId: string, query: string) =>
  searchKnowledge(scope, { query, knowledgeBaseIds: [knowledgeBaseId] })

async function expectMeaning(knowledgeBaseId: string): Promise<void> {
  const { items, warning } = await ask(knowledgeBaseId, '退款')
  expect(warning).toBeNull()
  expect(items[0]).toMatchObject({ words: null, similarityPlace: 1 })
}

async function expectWordsAlone(knowledgeBaseId: string, warning: string): Promise<void> {
  const found = await ask(knowledgeBaseId, 'refund')
  expect(found).toMatchObject({
    warning,
    items: [{ similarity: null, passage: { documentName: 'returns.md' } }],
  })
  expect(found.items[0]?.words).toBeGreaterThan(0)
}

test.each([
  ['busy', 429],
  ['broken', 503],
  ['slow', 'hangs'],
  ['odd', { dimension: 3 }],
] as const)(
  'a model that is %s (%j) leaves the search by words, and is tried again',
  async (model, fault) => {
    const knowledgeBaseId = await knowledgeBaseBy(model)
    await expectMeaning(knowledgeBaseId)
    embeddings.faults.set(model, fault)
    await expectWordsAlone(knowledgeBaseId, 'embedding-failed')
    embeddings.faults.delete(model)
    await expectMeaning(knowledgeBaseId)
  },
  60_000,
)

test('unreadable vectors leave the search by words, and are read again', async () => {
  const knowledgeBaseId = await knowledgeBaseBy('stored')
  await expectMeaning(knowledgeBaseId)
  const rename = (from: string, to: string) =>
    app.database.administer((db) =>
      sql`ALTER TABLE ${sql.table(from)} RENAME TO ${sql.table(to)}`.execute(db),
    )
  await rename('passage_vectors', 'lost_vectors')
  try {
    await expectWordsAlone(knowledgeBaseId, 'vectors-failed')
  } finally {
    await rename('lost_vectors', 'passage_vectors')
  }
  await expectMeaning(knowledgeBaseId)
})

test('vectors beyond the memory limit leave the search by words, and others their vectors', async () => {
  const other = await knowledgeBaseBy('stored')
  const parts = Array.from({ length: 200 }, (_, at) => `# Part ${at}\n\nParking costs ${at}.`).join('\n\n')
  const knowledgeBaseId = await knowledgeBaseBy('large', parts)
  const { items, warning } = await ask(knowledgeBaseId, 'parking 77')
  expect(warning).toBe('vectors-failed')
  expect(items[0]).toMatchObject({ similarity: null, passage: { headingPath: ['Part 77'] } })
  await expectMeaning(other)
})
