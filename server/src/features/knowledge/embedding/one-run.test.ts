import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Scope } from '#kernel/scope.ts'
import { type EmbeddingServer, openEmbeddingServer } from '#test/support/embedding-server.ts'
import { openTestApp, type TestApp } from '#test/support/open-test-app.ts'
import { addDocument, createKnowledgeBase, readKnowledgeBase } from '../index.ts'
import { makeLibrary, settled } from '../testing.ts'
import { embedKnowledgeBase } from './embed-knowledge-base.ts'

// Each passage is paid for once, however many jobs are queued for its knowledge base.

let embeddings: EmbeddingServer
let app: TestApp & AsyncDisposable
let scope: Scope

beforeAll(async () => {
  embeddings = await openEmbeddingServer([['refund'], ['parking']])
  app = await openTestApp({
    env: {
      OPENAI_BASE_URL: embeddings.url,
      OPENAI_API_KEY: 'k',
      PARLEY_EMBEDDING_MODELS: 'openai/small,openai/other',
    },
  })
  scope = (await makeLibrary(app)).scope
})

afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await embeddings.close()
})

const asked = (word: string) =>
  embeddings.requests.flatMap(({ input }) => input).filter((text) => text.includes(word)).length

const add = async (knowledgeBaseId: string, name: string) =>
  settled(
    scope,
    (await addDocument(scope, { knowledgeBaseId, name: `${name}.txt`, text: `About ${name}.` })).id,
  )

const embedded = (knowledgeBaseId: string, count: number) =>
  vi.waitFor(
    async () =>
      expect(await readKnowledgeBase(scope, { knowledgeBaseId })).toMatchObject({ embeddedCount: count }),
    { timeout: 45_000, interval: 20 },
  )

/** The embedding server does not respond until the returned function is called. */
function pause(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>()
  embeddings.pause = promise
  return resolve
}

test('what arrives during a run is covered by it, and nothing is embedded twice', async () => {
  const { id: knowledgeBaseId } = await createKnowledgeBase(scope, {
    name: 'Busy',
    embeddingModel: 'openai/small',
  })
  const goOn = pause()
  await add(knowledgeBaseId, 'first')
  await vi.waitFor(() => expect(asked('first')).toBe(1), { timeout: 30_000 })
  await add(knowledgeBaseId, 'second')
  await add(knowledgeBaseId, 'third')
  await Promise.all([1, 2, 3, 4].map(() => embedKnowledgeBase(scope, { knowledgeBaseId })))
  expect([asked('second'), asked('third')]).toEqual([0, 0])
  goOn()
  await embedded(knowledgeBaseId, 3)
  expect(['first', 'second', 'third'].map(asked)).toEqual([1, 1, 1])
})

test('runs that start together become one', async () => {
  const { id: knowledgeBaseId } = await createKnowledgeBase(scope, {
    name: 'Together',
    embeddingModel: 'openai/small',
  })
  const goOn = pause()
  await add(knowledgeBaseId, 'together')
  const runs = Promise.all([1, 2, 3, 4].map(() => embedKnowledgeBase(scope, { knowledgeBaseId })))
  await vi.waitFor(() => expect(asked('together')).toBe(1), { timeout: 30_000 })
  goOn()
  await runs
  await embedded(knowledgeBaseId, 1)
  expect(asked('together')).toBe(1)
})

test('when the process of a run died, another continues after its lease', async () => {
  const { id: knowledgeBaseId } = await createKnowledgeBase(scope, {
    name: 'Dead',
    embeddingModel: 'openai/small',
  })
  await app.database.write(scope.tenantId, (tx) =>
    sql`UPDATE knowledge_bases SET embedding_run_id = ${uuidv7()}, embedding_run_until = now() + interval '2 seconds'
      WHERE id = ${knowledgeBaseId}`.execute(tx),
  )
  await add(knowledgeBaseId, 'orphan')
  expect(asked('orphan')).toBe(0)
  await embedded(knowledgeBaseId, 1)
  expect(asked('orphan')).toBe(1)
})

test('a failed run passes its turn to those that arrived meanwhile', async () => {
  const { id: knowledgeBaseId } = await createKnowledgeBase(scope, {
    name: 'Fails',
    embeddingModel: 'openai/other',
  })
  embeddings.faults.set('other', 400)
  const goOn = pause()
  await add(knowledgeBaseId, 'early')
  await vi.waitFor(() => expect(asked('early')).toBe(1), { timeout: 30_000 })
  await add(knowledgeBaseId, 'late')
  embeddings.faults.delete('other')
  goOn()
  await embedded(knowledgeBaseId, 2)
  expect(asked('late')).toBe(1)
})
