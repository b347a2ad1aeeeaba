import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTenant } from '#features/access/testing.ts'
import { createKnowledgeBase } from '#features/knowledge/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { type EmbeddingServer, openEmbeddingServer } from '#test/support/embedding-server.ts'
import { openTestApp, type TestApp } from '#test/support/open-test-app.ts'
import { collectUnanswered, listUnanswered } from '../index.ts'

let embeddings: EmbeddingServer
let app: TestApp & AsyncDisposable
let scope: Scope

beforeAll(async () => {
  embeddings = await openEmbeddingServer([['parking', 'leave my car'], ['entrance']])
  app = await openTestApp({
    env: {
      OPENAI_BASE_URL: embeddings.url,
      OPENAI_API_KEY: 'k',
      PARLEY_EMBEDDING_MODELS: 'openai/small',
    },
  })
  scope = (await makeTenant(app)).system
  await createKnowledgeBase(scope, { name: 'Library' })
})

afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await embeddings.close()
})

const ask = (question: string) => collectUnanswered(scope, { question, conversationId: null })
const open = async () =>
  (await listUnanswered(scope, {})).items.map(({ question, times, wordings }) => [question, times, wordings])

test('a question in other words is counted with the first, also when the model is away for one in between', async () => {
  await ask('How much is parking?')
  await ask('What does it cost to leave my car?')
  await ask('Where is the entrance?')
  embeddings.fail = 500
  await ask('Is there a library of tools?')
  embeddings.fail = null
  await ask('How much is parking?')
  expect(await open()).toEqual([
    ['How much is parking?', 3, ['What does it cost to leave my car?']],
    ['Is there a library of tools?', 1, []],
    ['Where is the entrance?', 1, []],
  ])
})
