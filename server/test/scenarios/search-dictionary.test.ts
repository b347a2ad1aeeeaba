import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Document } from '#contract/shapes/knowledge.ts'
import { converse, scriptedModels } from '#test/support/conversation.ts'
import { startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let models: Awaited<ReturnType<typeof startModelServer>>
let server: TestServer
let agentId: string

const made = async <T = { id: string }>(path: string, body: object): Promise<T> =>
  (await server.ask<T>('POST', path, { body })).body

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  const { id: knowledgeBaseId } = await made('/v1/knowledge-bases', { name: 'Shop' })
  const texts = {
    'languages.txt': 'Our course on C begins in May, and C is taught by Ada. Whoever knows C is welcome.',
    'advanced.txt':
      'Later in the year, and only where enough people ask for it, there is one on C++ as well.',
    'money.txt': '退款将在五个工作日内到账。',
  }
  for (const [name, text] of Object.entries(texts)) {
    const { id } = await made<Document>(`/v1/knowledge-bases/${knowledgeBaseId}/documents`, { name, text })
    const isReady = async () =>
      expect((await server.ask<Document>('GET', `/v1/documents/${id}`)).body.state).toBe('ready')
    await vi.waitFor(isReady, { timeout: 45_000, interval: 50 })
  }
  agentId = (await made('/v1/agents', { name: 'Desk', knowledgeBaseIds: [knowledgeBaseId] })).id
})
afterAll(async () => {
  await server.close()
  await models.close()
})

/** The first passage that the model was given to answer from; empty when there was none. */
async function answeredFrom(question: string): Promise<string> {
  const { id } = await made('/v1/conversations', { agentId })
  await converse(server, id, question)
  const told = JSON.stringify(models.requests.at(-1)?.body)
  return /\[1\] (.*?)(?:\\n\\n|")/.exec(told)?.[1] ?? ''
}

test('a protected word changes the passages of an answer', async () => {
  expect(await answeredFrom('C++ course')).toContain('taught by Ada')
  await made('/v1/search-dictionary', { kind: 'kept', words: ['C++'] })
  await expect
    .poll(() => answeredFrom('C++ course'), { timeout: 45_000, interval: 200 })
    .toContain('Later in the year')
})

test('a synonym finds passages with the other word', async () => {
  expect(await answeredFrom('How does a chargeback work?')).not.toContain('五个工作日')
  await made('/v1/search-dictionary', { kind: 'same', words: ['chargeback', '退款'] })
  expect(await answeredFrom('How does a chargeback work?')).toContain('五个工作日')
})

test('a one-way expansion finds in one direction only', async () => {
  expect(await answeredFrom('Tell me about Lovelace')).not.toContain('Ada')
  await made('/v1/search-dictionary', { kind: 'finds', words: ['Lovelace', 'Ada'] })
  expect(await answeredFrom('Tell me about Lovelace')).toContain('Ada')
})
