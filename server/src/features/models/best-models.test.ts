import { expect, test } from 'vitest'
import { bestModels } from './best-models.ts'

test('the newest models of the usual family come first, at most a few', () => {
  const offered = ['gpt-3.5-turbo', 'gpt-4o', 'gpt-5', 'gpt-5-2025-08-07', 'gpt-5-mini', 'gpt-5-nano', 'o3']
  expect(bestModels('openai', offered)).toEqual(['gpt-5-mini', 'gpt-5', 'gpt-4o', 'o3'])
  expect(bestModels('anthropic', ['claude-haiku-4-5', 'claude-opus-5', 'claude-sonnet-5-5'])[0]).toBe(
    'claude-sonnet-5-5',
  )
})

test('models that cannot talk are never chosen', () => {
  const names = ['text-embedding-3-small', 'whisper-1', 'bge-m3', 'BAAI/bge-large-zh', 'dall-e-3', 'tts-1']
  expect(bestModels('openai-compatible', names)).toEqual([])
  expect(bestModels('ollama', [...names, 'qwen3:8b'])).toEqual(['qwen3:8b'])
})
