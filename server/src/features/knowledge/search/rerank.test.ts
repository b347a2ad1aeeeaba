import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Scope } from '#kernel/scope.ts'
import { openTestApp, type TestApp } from '#test/support/open-test-app.ts'
import { openRerankServer, type RerankServer } from '#test/support/rerank-server.ts'
import { addDocument, searchKnowledge } from '../index.ts'
import { makeLibrary, settled } from '../testing.ts'

let server: RerankServer
let app: TestApp & AsyncDisposable
let scope: Scope

beforeAll(async () => {
  server = await openRerankServer()
  app = await openTestApp({
    env: { PARLEY_RERANK_MODEL: 'cohere/small', COHERE_RERANK_URL: `${server.url}/v2/rerank` },
  })
  const library = await makeLibrary(app)
  scope = library.scope
  const add = async (name: string, text: string) =>
    settled(scope, (await addDocument(scope, { knowledgeBaseId: library.knowledgeBaseId, name, text })).id)
  await add('w.txt', 'A refund, a refund: about every refund there is.')
  await add('x.txt', 'Money comes back within five days, as a refund!!')
  await add('y.txt', 'No refund for gift cards!')
})
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await server.close()
})

const found = async (limit = 8) => {
  const { items, warning } = await searchKnowledge(scope, { query: 'refund', limit })
  return { names: items.map(({ passage }) => passage.documentName), warning, items }
}

test('results are ordered by the reranker, and its score is returned', async () => {
  const { names, warning, items } = await found()
  expect(names).toEqual(['x.txt', 'y.txt', 'w.txt'])
  expect(warning).toBeNull()
  expect(items.map(({ rerank }) => rerank)).toEqual([2, 1, 0])
  expect(items.map(({ score }) => score)).toEqual(items.map(({ score }) => score).toSorted((a, b) => b - a))
  expect(server.requests.at(-1)).toMatchObject({ path: '/v2/rerank', model: 'small', query: 'refund' })
})

test('it reads more than requested, so that the best result comes first from any position', async () => {
  expect((await found(1)).names).toEqual(['x.txt'])
  expect(server.requests.at(-1)?.documents).toHaveLength(3)
})

test('while it fails the order is as without one, with a warning', async () => {
  server.fail = 500
  const { names, warning, items } = await found()
  expect(names[0]).toBe('w.txt')
  expect(warning).toBe('rerank-failed')
  expect(items[0]?.rerank).toBeNull()
  server.fail = null
  expect(await found()).toMatchObject({ warning: null, names: ['x.txt', 'y.txt', 'w.txt'] })
})
