import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Scope } from '#kernel/scope.ts'
import { type EmbeddingServer, openEmbeddingServer } from '#test/support/embedding-server.ts'
import { openTestApp, type TestApp } from '#test/support/open-test-app.ts'
import {
  addDocument,
  changeSource,
  createSource,
  deleteDocument,
  readSource,
  searchKnowledge,
} from '../index.ts'
import { makeLibrary, settled } from '../testing.ts'

const meanings = [
  ['refund', 'money back', '退款'],
  ['parking', 'garage', '停车'],
  ['holiday', 'vacation'],
]

let embeddings: EmbeddingServer
let app: TestApp & AsyncDisposable
let scope: Scope

beforeAll(async () => {
  embeddings = await openEmbeddingServer(meanings)
  app = await openTestApp({
    env: {
      OPENAI_BASE_URL: embeddings.url,
      OPENAI_API_KEY: 'k',
      PARLEY_EMBEDDING_MODELS: 'openai/small,openai/small@6',
    },
  })
  scope = (await makeLibrary(app)).scope
})

afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await embeddings.close()
})

async function fill(texts: Record<string, string>): Promise<string> {
  const { id: sourceId } = await createSource(scope, { name: 'Library' })
  for (const [name, text] of Object.entries(texts))
    await settled(scope, (await addDocument(scope, { sourceId, name: `${name}.txt`, text })).id)
  return sourceId
}

const embedded = (sourceId: string, count: number) =>
  vi.waitFor(
    async () => expect(await readSource(scope, { sourceId })).toMatchObject({ embeddedCount: count }),
    { timeout: 20_000, interval: 50 },
  )

const ask = (sourceId: string, query: string) => searchKnowledge(scope, { query, sourceIds: [sourceId] })

const texts = {
  returns: 'A refund is paid within five days.',
  cars: 'The garage is below the building.',
  absence: 'A vacation is requested in advance.',
}

test('what is meant is found without a common word, and both halves tell their score', async () => {
  const sourceId = await fill(texts)
  await embedded(sourceId, 3)
  const { items, warning } = await ask(sourceId, '退款')
  expect(warning).toBeNull()
  expect(items[0]).toMatchObject({
    words: null,
    wordsPlace: null,
    similarityPlace: 1,
    matches: [],
    passage: { documentName: 'returns.txt' },
  })
  expect(items[0]?.similarity).toBeGreaterThan(0.9)
  const byBoth = (await ask(sourceId, 'vacation in advance')).items[0]
  expect(byBoth).toMatchObject({ score: 1, passage: { documentName: 'absence.txt' } })
  expect(byBoth?.words).toBeGreaterThan(0)
  expect(byBoth).toMatchObject({ wordsPlace: 1, similarityPlace: 1 })
  const marked = byBoth?.matches.map(({ start, end }) => byBoth.passage.text.slice(start, end))
  expect(marked).toEqual(['vacation', 'advance'])
})

test('what came later is found, what was deleted is not', async () => {
  const sourceId = await fill(texts)
  await embedded(sourceId, 3)
  expect((await ask(sourceId, 'holiday')).items).toHaveLength(3)
  const added = await addDocument(scope, { sourceId, name: 'new.txt', text: 'Take a holiday in summer.' })
  await settled(scope, added.id)
  await embedded(sourceId, 4)
  expect((await ask(sourceId, 'holiday')).items[0]?.passage.documentId).toBe(added.id)
  await deleteDocument(scope, { documentId: added.id })
  await embedded(sourceId, 3)
  expect((await ask(sourceId, 'holiday')).items.map(({ passage }) => passage.documentName)).not.toContain(
    'new.txt',
  )
})

test('another model makes all vectors anew, and none turns them off', async () => {
  const sourceId = await fill(texts)
  await embedded(sourceId, 3)
  await changeSource(scope, { sourceId, embeddingModel: 'openai/small@6' })
  await embedded(sourceId, 3)
  expect(embeddings.requests.at(-1)).toMatchObject({ model: 'small', dimensions: 6 })
  expect((await ask(sourceId, '退款')).items[0]?.passage.documentName).toBe('returns.txt')
  await changeSource(scope, { sourceId, embeddingModel: null })
  expect((await ask(sourceId, '退款')).items).toEqual([])
})

test('while the provider fails words alone decide and a warning says so; after it nothing is left of that', async () => {
  const sourceId = await fill(texts)
  await embedded(sourceId, 3)
  embeddings.fail = 500
  const { items, warning } = await ask(sourceId, 'refund')
  expect(warning).toBe('embedding-failed')
  expect(items.map(({ passage }) => passage.documentName)).toEqual(['returns.txt'])
  const late = await addDocument(scope, { sourceId, name: 'late.txt', text: 'Parking costs six a day.' })
  expect(await settled(scope, late.id)).toMatchObject({ state: 'ready' })
  embeddings.fail = null
  await embedded(sourceId, 4)
  await vi.waitFor(async () => expect((await ask(sourceId, '停车')).warning).toBeNull(), { timeout: 30_000 })
  expect((await ask(sourceId, '停车')).items[0]?.similarity).toBeGreaterThan(0.9)
}, 60_000)

test('a model that is not there leaves the words', async () => {
  const { id: sourceId } = await createSource(scope, { name: 'Odd', embeddingModel: 'nobody/nothing' })
  await settled(scope, (await addDocument(scope, { sourceId, name: 'a.txt', text: texts.returns })).id)
  expect(await ask(sourceId, 'refund')).toMatchObject({
    warning: 'embedding-failed',
    items: [{ similarity: null }],
  })
})

test('vectors of one tenant are near to no other', async () => {
  await embedded(await fill(texts), 3)
  const stranger = (await makeLibrary(app)).scope
  expect(await searchKnowledge(stranger, { query: 'refund' })).toEqual({ items: [], warning: null })
})
