import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Scope } from '#kernel/scope.ts'
import { type EmbeddingServer, openEmbeddingServer } from '#test/support/embedding-server.ts'
import { openTestApp, type TestApp } from '#test/support/open-test-app.ts'
import {
  addDocument,
  changeKnowledgeBase,
  createKnowledgeBase,
  deleteDocument,
  editPassage,
  listPassages,
  listKnowledgeBases,
  readKnowledgeBase,
  searchKnowledge,
} from '../index.ts'
import { createConnection, deleteConnection, listEmbeddingModels } from '#features/models/index.ts'
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
      PARLEY_PRIVATE_HOSTS: '127.0.0.1:*',
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
  const { id: knowledgeBaseId } = await createKnowledgeBase(scope, { name: 'Library' })
  for (const [name, text] of Object.entries(texts))
    await settled(scope, (await addDocument(scope, { knowledgeBaseId, name: `${name}.txt`, text })).id)
  return knowledgeBaseId
}

const embedded = (knowledgeBaseId: string, count: number) =>
  vi.waitFor(
    async () =>
      expect(await readKnowledgeBase(scope, { knowledgeBaseId })).toMatchObject({ embeddedCount: count }),
    { timeout: 45_000, interval: 50 },
  )

let connectionId = ''

/** A provider of the tenant's own. */
async function connect(): Promise<void> {
  const made = { provider: 'openai-compatible' as const, name: 'own', baseUrl: embeddings.url, models: [] }

  connectionId = (await createConnection(scope, made)).id
}

/** A knowledge base whose model was disconnected before it had any content. */
async function fillWithGone(all: Record<string, string>): Promise<string> {
  await connect()
  const { id: knowledgeBaseId } = await createKnowledgeBase(scope, {
    name: 'Odd',
    embeddingModel: 'own/small',
  })
  await deleteConnection(scope, { connectionId })
  for (const [name, text] of Object.entries(all))
    await settled(scope, (await addDocument(scope, { knowledgeBaseId, name: `${name}.txt`, text })).id)
  return knowledgeBaseId
}

const ask = (knowledgeBaseId: string, query: string) =>
  searchKnowledge(scope, { query, knowledgeBaseIds: [knowledgeBaseId] })

const texts = {
  returns: 'A refund is paid within five days.',
  cars: 'The garage is below the building.',
  absence: 'A vacation is requested in advance.',
}

test('a paraphrase without a common word is found, and both scores are returned', async () => {
  const knowledgeBaseId = await fill(texts)
  await embedded(knowledgeBaseId, 3)
  const { items, warning } = await ask(knowledgeBaseId, '退款')
  expect(warning).toBeNull()
  expect(items[0]).toMatchObject({
    words: null,
    wordsPlace: null,
    similarityPlace: 1,
    matches: [],
    passage: { documentName: 'returns.txt' },
  })
  expect(items[0]?.similarity).toBeGreaterThan(0.9)
  const byBoth = (await ask(knowledgeBaseId, 'vacation in advance')).items[0]
  expect(byBoth).toMatchObject({ score: 1, passage: { documentName: 'absence.txt' } })
  expect(byBoth?.words).toBeGreaterThan(0)
  expect(byBoth).toMatchObject({ wordsPlace: 1, similarityPlace: 1 })
  const marked = byBoth?.matches.map(({ start, end }) => byBoth.passage.text.slice(start, end))
  expect(marked).toEqual(['vacation', 'advance'])
})

test('later content is found, and deleted content is not', async () => {
  const knowledgeBaseId = await fill(texts)
  await embedded(knowledgeBaseId, 3)
  expect((await ask(knowledgeBaseId, 'holiday')).items).toHaveLength(3)
  const added = await addDocument(scope, {
    knowledgeBaseId,
    name: 'new.txt',
    text: 'Take a holiday in summer.',
  })
  await settled(scope, added.id)
  await embedded(knowledgeBaseId, 4)
  expect((await ask(knowledgeBaseId, 'holiday')).items[0]?.passage.documentId).toBe(added.id)
  await deleteDocument(scope, { documentId: added.id })
  await embedded(knowledgeBaseId, 3)
  expect(
    (await ask(knowledgeBaseId, 'holiday')).items.map(({ passage }) => passage.documentName),
  ).not.toContain('new.txt')
})

test('another model embeds everything again, and none turns vectors off', async () => {
  const knowledgeBaseId = await fill(texts)
  await embedded(knowledgeBaseId, 3)
  await changeKnowledgeBase(scope, { knowledgeBaseId, embeddingModel: 'openai/small@6' })
  await embedded(knowledgeBaseId, 3)
  expect(embeddings.requests.at(-1)).toMatchObject({ model: 'small', dimensions: 6 })
  expect((await ask(knowledgeBaseId, '退款')).items[0]?.passage.documentName).toBe('returns.txt')
  await changeKnowledgeBase(scope, { knowledgeBaseId, embeddingModel: null })
  expect((await ask(knowledgeBaseId, '退款')).items).toEqual([])
})

test('while the provider fails, words decide and a warning is shown; afterwards no trace is left', async () => {
  const knowledgeBaseId = await fill(texts)
  await embedded(knowledgeBaseId, 3)
  embeddings.fail = 500
  const { items, warning } = await ask(knowledgeBaseId, 'refund')
  expect(warning).toBe('embedding-failed')
  expect(items.map(({ passage }) => passage.documentName)).toEqual(['returns.txt'])
  const late = await addDocument(scope, {
    knowledgeBaseId,
    name: 'late.txt',
    text: 'Parking costs six a day.',
  })
  expect(await settled(scope, late.id)).toMatchObject({ state: 'ready' })
  embeddings.fail = null
  await embedded(knowledgeBaseId, 4)
  await expect.poll(async () => (await ask(knowledgeBaseId, '停车')).warning).toBeNull()
  expect((await ask(knowledgeBaseId, '停车')).items[0]?.similarity).toBeGreaterThan(0.9)
})

test('a missing model leaves the search by words', async () => {
  const knowledgeBaseId = await fillWithGone({ a: texts.returns })
  expect(await ask(knowledgeBaseId, 'refund')).toMatchObject({
    warning: 'embedding-failed',
    items: [{ similarity: null }],
  })
})

test('an edited passage is found by its new meaning', async () => {
  const knowledgeBaseId = await fill(texts)
  await embedded(knowledgeBaseId, 3)
  const documentId = (await ask(knowledgeBaseId, 'parking')).items[0]?.passage.documentId ?? ''
  const [passage] = (await listPassages(scope, { documentId })).items
  await editPassage(scope, { passageId: passage?.id ?? '', text: 'Time off is granted for every vacation.' })
  await embedded(knowledgeBaseId, 3)
  expect((await ask(knowledgeBaseId, '停车')).items[0]?.similarity).toBeLessThan(0.9)
  const holiday = (await ask(knowledgeBaseId, 'holiday')).items.slice(0, 2)
  expect(holiday.map(({ passage: { documentName } }) => documentName).toSorted()).toEqual([
    'absence.txt',
    'cars.txt',
  ])
})

test.each(['nobody/nothing', 'openai/large'])('%s is refused where it is not configured', async (model) => {
  const refused = expect.objectContaining({ code: 'invalid_input' })
  await expect(createKnowledgeBase(scope, { name: 'Odd', embeddingModel: model })).rejects.toEqual(refused)
  const { id: knowledgeBaseId } = await createKnowledgeBase(scope, { name: 'Even' })
  await expect(changeKnowledgeBase(scope, { knowledgeBaseId, embeddingModel: model })).rejects.toEqual(
    refused,
  )
  expect(await listEmbeddingModels(scope, {})).toMatchObject({
    items: [{ id: 'openai/small' }, { id: 'openai/small@6' }],
  })
})

test('without its model the knowledge base reports so and stops trying; once back, everything is embedded', async () => {
  const knowledgeBaseId = await fillWithGone(texts)
  const errorCode = async () => (await readKnowledgeBase(scope, { knowledgeBaseId })).embeddingErrorCode
  await expect.poll(errorCode).toBe('not-connected')
  const planned = () =>
    app.database.read(scope.tenantId, (tx) =>
      tx
        .selectFrom('jobs')
        .select(['run_at', 'state'])
        .where('name', '=', 'knowledge-base.embed')
        .where('state', 'in', ['waiting', 'running'])
        .where(sql<boolean>`input ->> 'knowledgeBaseId' = ${knowledgeBaseId}`)
        .execute(),
    )
  const [next] = await vi.waitFor(
    async () => {
      const jobs = await planned()
      expect(jobs).toHaveLength(1)
      return jobs
    },
    { timeout: 45_000 },
  )
  expect(next?.run_at.getTime()).toBeGreaterThan(Date.now() + 3_000_000)
  await connect()
  await embedded(knowledgeBaseId, 3)
  expect(await errorCode()).toBeNull()
})

test('a knowledge base with an error code of a newer version is listed as waiting', async () => {
  const knowledgeBaseId = await fill(texts)
  await embedded(knowledgeBaseId, 3)
  await app.database.administer((db) =>
    sql`ALTER TABLE knowledge_bases DROP CONSTRAINT knowledge_bases_embedding_error_code_check`.execute(db),
  )
  await app.database.write(scope.tenantId, (tx) =>
    tx
      .updateTable('knowledge_bases')
      .set({ embedding_error_code: 'of-a-later-year' })
      .where('id', '=', knowledgeBaseId)
      .execute(),
  )
  const { items } = await listKnowledgeBases(scope, {})
  expect(items.find(({ id }) => id === knowledgeBaseId)).toMatchObject({
    embeddingErrorCode: 'not-answering',
  })
})

test('vectors of one tenant are near to no other', async () => {
  await embedded(await fill(texts), 3)
  const stranger = (await makeLibrary(app)).scope
  expect(await searchKnowledge(stranger, { query: 'refund' })).toEqual({ items: [], warning: null })
})
