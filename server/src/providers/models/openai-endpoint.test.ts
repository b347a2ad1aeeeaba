import { expect, test } from 'vitest'
import { Secret } from '#platform/crypto/secret.ts'
import { modelConfig, TEST_KEY } from '#test/support/model-server/model-request.ts'
import type { ModelConfig } from './model-config.ts'
import { openAiEndpoint } from './openai-endpoint.ts'

const cases: [Partial<ModelConfig>, string][] = [
  [{}, 'https://api.openai.com/v1/chat/completions'],
  [{ baseUrl: 'http://localhost:1234/v1' }, 'http://localhost:1234/v1/chat/completions'],
  [{ provider: 'dashscope' }, 'https://dashscope.aliyuncs.com/compatible-mode/v1/chat/completions'],
  [{ provider: 'ollama' }, 'http://127.0.0.1:11434/v1/chat/completions'],
  [{ provider: 'ollama', baseUrl: 'http://gpu:11434' }, 'http://gpu:11434/v1/chat/completions'],
  [{ provider: 'ollama', baseUrl: 'http://gpu:11434/v1' }, 'http://gpu:11434/v1/chat/completions'],
]

test.each(cases)('%j is called at %s, with the key as a bearer token', (overrides, url) => {
  const endpoint = openAiEndpoint(modelConfig(overrides))
  expect(endpoint.url).toBe(url)
  expect(endpoint.headers).toEqual({ authorization: `Bearer ${TEST_KEY}` })
})

const azure = (overrides: Partial<ModelConfig>) =>
  openAiEndpoint(
    modelConfig({ provider: 'azure', baseUrl: 'https://x.openai.azure.com', model: 'my gpt', ...overrides }),
  )

test('Azure gets the key in its own header and the deployment in the body or the URL', () => {
  expect(azure({})).toEqual({
    url: 'https://x.openai.azure.com/openai/v1/chat/completions?api-version=v1',
    headers: { 'api-key': TEST_KEY },
    maxTokensField: 'max_completion_tokens',
  })
  expect(azure({ apiVersion: 'preview' }).url).toMatch(/openai\/v1\/chat\/completions\?api-version=preview$/)
  expect(azure({ apiVersion: '2024-10-21', baseUrl: 'https://x.openai.azure.com/openai/v1' }).url).toBe(
    'https://x.openai.azure.com/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21',
  )
})

test('headers of the configuration win, and no key means no header', () => {
  const headers = { authorization: new Secret('Token t') }
  expect(openAiEndpoint(modelConfig({ headers })).headers).toEqual({ authorization: 'Token t' })
  expect(openAiEndpoint(modelConfig({ apiKey: null })).headers).toEqual({})
})

test('the output limit has the name the server accepts', () => {
  expect(openAiEndpoint(modelConfig()).maxTokensField).toBe('max_completion_tokens')
  expect(openAiEndpoint(modelConfig({ baseUrl: 'http://localhost/v1' })).maxTokensField).toBe('max_tokens')
})
