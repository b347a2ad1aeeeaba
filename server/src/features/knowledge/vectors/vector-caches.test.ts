import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { EmbeddingModel } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { systemScope } from '#features/access/index.ts'
import { visit } from '#features/access/testing.ts'
import { openTestApp, type TestApp } from '#test/support/open-test-app.ts'
import { addDocument, createKnowledgeBase, readKnowledgeBase } from '../index.ts'
import { makeLibrary } from '../testing.ts'
import { vectorCacheBytes, dropVectorCache, vectorCacheOf } from './vector-caches.ts'

const model: EmbeddingModel = {
  id: 'made/same',
  price: null,
  embed: async (texts) => ({ vectors: texts.map(() => Float32Array.of(1, 0)), tokens: null }),
}
const PASSAGES = 70
// Sixteen numbers of a byte, a scale and the id.
const BYTES_OF_ROW = 16 + 4 + 120

let app: TestApp & AsyncDisposable
let scope: Scope
let knowledgeBaseIds: string[]

beforeAll(async () => {
  const embeddings = {
    list: () => [model.id],
    find: (id: string) => (id === model.id ? model : null),
    connect: () => null,
  }
  app = await openTestApp({ ports: { embeddings } })
  scope = (await makeLibrary(app)).scope
  knowledgeBaseIds = await Promise.all(['one', 'two', 'three'].map(fill))
})

afterAll(() => app[Symbol.asyncDispose]())

async function fill(name: string): Promise<string> {
  const { id: knowledgeBaseId } = await createKnowledgeBase(scope, { name, embeddingModel: model.id })
  const text = Array.from({ length: PASSAGES }, (_, at) => `# Part ${at}\n\nThe garage is below.`).join(
    '\n\n',
  )
  await addDocument(scope, { knowledgeBaseId, name: 'parts.md', text })
  await vi.waitFor(
    async () =>
      expect(await readKnowledgeBase(scope, { knowledgeBaseId })).toMatchObject({ embeddedCount: PASSAGES }),
    { timeout: 60_000, interval: 50 },
  )
  return knowledgeBaseId
}

/** The same scope with memory for this many vectors. */
const withMemoryFor = (rows: number): Scope =>
  systemScope(
    { ...scope.app, settings: { ...scope.app.settings, vectorBytesMax: rows * BYTES_OF_ROW } },
    scope.tenantId,
    visit(),
  )

const lookUp = async (as: Scope, knowledgeBaseId: string) => {
  const cache = await vectorCacheOf(as, knowledgeBaseId, model.id, 2)
  return cache ? (await cache.nearest(Float32Array.of(1, 0), 1_000)).length : null
}

test('caches never exceed their memory limit, even concurrently, and each is complete when it fits alone', async () => {
  const as = withMemoryFor(PASSAGES + 30)
  const expectWithin = () => expect(vectorCacheBytes(as)).toBeLessThanOrEqual(as.app.settings.vectorBytesMax)
  for (const knowledgeBaseId of [...knowledgeBaseIds, ...knowledgeBaseIds]) {
    expect(await lookUp(as, knowledgeBaseId)).toBe(PASSAGES)
    expectWithin()
  }
  const found = await Promise.all(
    [...knowledgeBaseIds, ...knowledgeBaseIds].map((knowledgeBaseId) => lookUp(as, knowledgeBaseId)),
  )
  // Vectors that do not fit beside others are replaced by a search for words this time.
  expect(new Set(found)).toContain(PASSAGES)
  for (const count of found) expect([PASSAGES, null]).toContain(count)
  expectWithin()
  for (const knowledgeBaseId of knowledgeBaseIds) expect(await lookUp(as, knowledgeBaseId)).toBe(PASSAGES)
})

test('one that can never fit uses no memory', async () => {
  const as = withMemoryFor(PASSAGES - 1)
  const [, , knowledgeBaseId = ''] = knowledgeBaseIds
  dropVectorCache(as, knowledgeBaseId, model.id, 2)
  const before = vectorCacheBytes(as)
  expect(await lookUp(as, knowledgeBaseId)).toBeNull()
  expect(vectorCacheBytes(as)).toBeLessThanOrEqual(before)
})

test('a slow read is awaited once: until it is done, other searches continue without it', async () => {
  const gate = Promise.withResolvers<void>()
  let reads = 0
  const { database } = scope.app
  const read: typeof database.read = async (...given) => {
    reads += 1
    await gate.promise
    return database.read(...given)
  }
  const as = systemScope({ ...scope.app, database: { ...database, read } }, scope.tenantId, visit())
  const [knowledgeBaseId = ''] = knowledgeBaseIds
  expect(await lookUp(as, knowledgeBaseId)).toBeNull()
  // Anything asynchronous does not finish before the next turn of the event loop.
  const turn = new Promise((go) => setImmediate(go, 'waits'))
  expect(await Promise.race([lookUp(as, knowledgeBaseId), turn])).toBeNull()
  expect(reads).toBe(1)
  gate.resolve()
  await expect.poll(() => lookUp(as, knowledgeBaseId)).toBe(PASSAGES)
})
