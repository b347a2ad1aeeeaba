import { expect, test } from 'vitest'
import { modelsFromYaml } from '../models/models-from-yaml.ts'
import { embeddingsFrom } from './embeddings-config.ts'

test('the list price applies only at the provider’s own address', () => {
  const PARLEY_EMBEDDING_MODELS = 'openai/text-embedding-3-small@512,ollama/bge-m3'
  const priced = (env: Record<string, string>) =>
    embeddingsFrom({ ...env, PARLEY_EMBEDDING_MODELS }).map(({ price }) => price?.input ?? null)
  expect(priced({})).toEqual([0.02, null])
  expect(priced({ OPENAI_BASE_URL: 'https://api.openai.com/v1' })).toEqual([0.02, null])
  expect(priced({ OPENAI_BASE_URL: 'http://gateway/v1' })).toEqual([null, null])
})

test('the models file adds more of them, with their prices', () => {
  const file = `
- { provider: ollama, model: small }
- { embedding: true, provider: openai, model: text-embedding-3-large, price: { input: 7, currency: EUR } }
- { embedding: true, provider: dashscope, model: text-embedding-v4, apiKeyEnv: OWN_KEY }`
  const env = { PARLEY_EMBEDDING_MODELS: 'openai/text-embedding-3-large', OWN_KEY: 'k' }
  expect(embeddingsFrom(env, file)).toMatchObject([
    { id: 'openai/text-embedding-3-large', price: { input: 7, output: 0, currency: 'EUR' } },
    { id: 'dashscope/text-embedding-v4', price: null, key: expect.anything() },
  ])
  expect(modelsFromYaml(file, { OLLAMA_BASE_URL: 'http://x' })).toHaveLength(1)
})

test.each([
  ['[{ embedding: true, provider: nobody, model: x }]', /Models file, embedding: provider/],
  ['[{ embedding: true, provider: openai, model: x, apiKeyEnv: NONE }]', /NONE is not set/],
  ['[{ embedding: true, provider: openai, model: x, price: { input: 1 } }]', /price.currency/],
])('what cannot be used is refused by name: %s', (file, message) => {
  expect(() => embeddingsFrom({}, file)).toThrow(message)
})
