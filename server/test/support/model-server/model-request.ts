import type { ModelPart, ModelRequest } from '#kernel/model-ports.ts'
import { Secret } from '#platform/crypto/secret.ts'
import type { ModelConfig } from '#providers/models/model-config.ts'

/** A request that says `text`, with nothing else in it but what `overrides` adds. */
export const modelRequest = (text: string, overrides: Partial<ModelRequest> = {}): ModelRequest => ({
  instructions: '',
  messages: [{ role: 'user', content: [{ type: 'text', text }] }],
  passages: [],
  tools: [],
  temperature: null,
  maxOutputTokens: null,
  signal: new AbortController().signal,
  ...overrides,
})

export const TEST_KEY = 'sk-test-3f9c0a71'

/** A model at `baseUrl` with limits short enough for tests that wait for them. */
export const modelConfig = (overrides: Partial<ModelConfig> = {}): ModelConfig => ({
  id: 'openai/scripted',
  provider: 'openai',
  model: 'scripted',
  baseUrl: null,
  apiKey: new Secret(TEST_KEY),
  apiVersion: null,
  aws: null,
  headers: {},
  extraBody: {},
  fallback: null,
  maxOutputTokens: null,
  price: null,
  sees: null,
  limits: { firstByteMs: 2000, idleMs: 2000, totalMs: 5000 },
  ...overrides,
})

/** What a stream said, by kind; `error` is what it threw. */
export interface Said {
  parts: ModelPart[]
  text: string
  reasoning: string
  error: unknown
}

/** Reads a stream to its end or its error; `onPart` is called with each part. */
export async function listen(
  stream: AsyncIterable<ModelPart>,
  onPart?: (part: ModelPart) => void,
): Promise<Said> {
  const said: Said = { parts: [], text: '', reasoning: '', error: null }
  try {
    for await (const part of stream) {
      said.parts.push(part)
      if (part.type === 'text-delta') said.text += part.text
      if (part.type === 'reasoning-delta') said.reasoning += part.text
      onPart?.(part)
    }
  } catch (error) {
    said.error = error
  }
  return said
}
