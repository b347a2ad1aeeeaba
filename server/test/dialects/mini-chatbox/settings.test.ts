import { expect, test } from 'vitest'
import { openStage } from '#test/golden/stage.ts'
import { call, LISTEN, OPEN } from './page-calls.ts'

const KEY = 'sk-a-secret-key-of-somebody-5678'
interface Settings {
  openai: { isConfigured: boolean; baseUrl: string; model: string; availableModels: string[] }
  rag: { embedding: object; reranking: object }
}

test('a page sets its provider: the key is encrypted, used, sent again with each load, and never shown', async () => {
  await using stage = await openStage({
    listen: LISTEN,
    hasModel: false,
    env: { ...OPEN, PARLEY_TITLES: 'first-words', PARLEY_PRIVATE_HOSTS: '127.0.0.1:*' },
  })
  const before = await call<Settings>(stage, 'GET /settings')
  expect(before).toMatchObject({
    openai: { isConfigured: false, baseUrl: 'https://api.openai.com/v1', availableModels: [] },
    rag: { embedding: { isConfigured: false }, reranking: { isConfigured: false, hasApiKey: false } },
  })
  // A page that holds no key sends its empty fields all the same.
  const empty = { apiKey: '', baseUrl: 'https://api.openai.com/v1', model: 'gpt-4' }
  expect(await call(stage, 'PUT /settings', { openai: empty })).toMatchObject({ success: true })
  expect((await call<Settings>(stage, 'GET /settings/')).openai.isConfigured).toBe(false)

  const openai = { apiKey: KEY, baseUrl: stage.models.openaiBaseUrl.replace(/\/v1$/, ''), model: 'gpt-4' }
  for (const _ of [1, 2])
    expect(await call(stage, 'PUT /settings', { openai })).toMatchObject({ success: true })
  const after = await call<Settings>(stage, 'GET /settings/?user_id=default_user')
  expect(after.openai).toMatchObject({
    isConfigured: true,
    baseUrl: stage.models.openaiBaseUrl,
    model: 'gpt-4',
  })
  expect(JSON.stringify(after)).not.toContain('secret')
  stage.script([{ text: ['From the provider.'] }])
  const answer = await call(stage, 'POST /chat/send_message/', { message: 'Hello' })
  expect(answer).toMatchObject({ content: 'From the provider.', model: 'mini-chatbox/gpt-4' })
  expect(stage.models.requests.at(-1)?.headers.authorization).toBe('[set]')

  // As the page sends it once it has seen an embedding model named: what it does not know is left out.
  const rag = { embedding: { model: 'text-embedding-3-small' }, reranking: {} }
  expect(await call(stage, 'PUT /settings/', { openai, rag })).toMatchObject({ success: true })
  const reranking = { RERANK_ENDPOINT: 'http://reranker.example/v1' }
  expect(await call(stage, 'PUT /rag/config', { reranking })).toMatchObject({ success: true })

  // Somewhere else gets no key that was given for here.
  const moved = { apiKey: '', baseUrl: 'https://models.invalid/v1', model: 'gpt-4' }
  await expect(call(stage, 'PUT /settings', { openai: moved })).rejects.toThrow('400')
  const inside = { apiKey: KEY, baseUrl: 'http://10.0.0.1/v1', model: 'gpt-4' }
  await expect(call(stage, 'PUT /settings', { openai: inside })).rejects.toThrow('400')

  const reset = await call(stage, 'POST /settings/reset/')
  expect(reset).toMatchObject({ success: true, openai: { isConfigured: false } })
  expect(await call(stage, 'POST /chat/send_message/', { message: 'Hello again' })).toMatchObject({
    content: expect.stringMatching(/^Hello, this is .+\. What would you like to know\?$/),
  })
})
