import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { makeTenant } from '#features/access/testing.ts'
import {
  addDocument,
  changeKnowledgeBase,
  createKnowledgeBase,
  readDocument,
} from '#features/knowledge/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { type EmbeddingServer, openEmbeddingServer } from '#test/support/embedding-server.ts'
import { openTestApp, type TestApp } from '#test/support/open-test-app.ts'
import { addTestCase, listEvaluationRuns } from '../index.ts'

let embeddings: EmbeddingServer
let app: TestApp & AsyncDisposable
let scope: Scope

beforeAll(async () => {
  embeddings = await openEmbeddingServer([['refund', 'money back', '退款'], ['garage']])
  app = await openTestApp({
    env: {
      OPENAI_BASE_URL: embeddings.url,
      OPENAI_API_KEY: 'k',
      PARLEY_EMBEDDING_MODELS: 'openai/small',
    },
  })
  scope = (await makeTenant(app)).system
})

afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await embeddings.close()
})

const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 45_000, interval: 50 })

test('blocked content is also found by meaning, and passes once its vectors exist', async () => {
  const { id: knowledgeBaseId } = await createKnowledgeBase(scope, { name: 'Library' })
  const add = (text: string) => addDocument(scope, { knowledgeBaseId, name: 'returns.txt', text })
  const newest = async () =>
    (await listEvaluationRuns(scope, { knowledgeBaseId })).items.find(({ endedAt }) => endedAt !== null)
  const { id: documentId } = await add('A refund is paid within five days.')
  const expected = [{ documentName: 'returns.txt' }]
  await addTestCase(scope, { knowledgeBaseId, question: '退款', expected })
  await eventually(async () => expect(await newest()).toMatchObject({ recall: 1 }))
  await changeKnowledgeBase(scope, { knowledgeBaseId, qualityGate: 1 })

  embeddings.fail = 500
  await add('You get your money back in a week.')
  await eventually(async () =>
    expect(await readDocument(scope, { documentId })).toMatchObject({ isBlocked: true }),
  )
  embeddings.fail = null
  await eventually(async () => {
    expect(await readDocument(scope, { documentId })).toMatchObject({ isBlocked: false, characterCount: 34 })
    expect(await newest()).toMatchObject({ verdict: 'passed', recall: 1 })
  })
})
