import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { Fault } from '#kernel/fault.ts'
import { modelsConfigFrom } from './models-config.ts'
import { openModels } from './open-models.ts'

const KEY = 'sk-very-secret-0123'
const ids = (env: Record<string, string>, yaml: string | null = null) =>
  modelsConfigFrom(env, yaml).models.map(({ id }) => id)

function refusal(env: Record<string, string>, yaml: string | null = null): Fault {
  try {
    modelsConfigFrom(env, yaml)
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('was accepted')
}

test('with no key at all the only model is offline', () => {
  expect(ids({})).toEqual(['offline/extractive'])
  expect(ids({ OPENAI_API_KEY: ' ' })).toEqual(['offline/extractive'])
  expect(modelsConfigFrom({}, '').defaultModel).toBe('offline/extractive')
})

test('every provider is configured from the environment', () => {
  expect(
    ids({
      OPENAI_API_KEY: KEY,
      OPENAI_MODEL: 'a, b',
      ANTHROPIC_API_KEY: KEY,
      AZURE_OPENAI_API_KEY: KEY,
      AZURE_OPENAI_ENDPOINT: 'https://x.openai.azure.com',
      AZURE_OPENAI_DEPLOYMENT: 'mine',
      GOOGLE_GENERATIVE_AI_API_KEY: KEY,
      GOOGLE_MODEL: 'g',
      MISTRAL_API_KEY: KEY,
      MISTRAL_MODEL: 'm',
      AWS_REGION: 'eu-north-1',
      AWS_ACCESS_KEY_ID: 'AK',
      AWS_SECRET_ACCESS_KEY: KEY,
      BEDROCK_MODEL: 'n',
      DASHSCOPE_API_KEY: KEY,
      OLLAMA_BASE_URL: 'http://localhost:11434',
      OLLAMA_MODEL: 'q',
    }),
  ).toEqual([
    'openai/a',
    'openai/b',
    expect.stringMatching(/^anthropic\/claude-/),
    'azure/mine',
    'google/g',
    'mistral/m',
    'bedrock/n',
    'dashscope/qwen-plus',
    'ollama/q',
  ])
})

test('PARLEY_MODEL chooses the default and PARLEY_FALLBACK_MODEL the fallback, listed or not', () => {
  const config = modelsConfigFrom(
    {
      OPENAI_API_KEY: KEY,
      OPENAI_MODEL: 'a',
      PARLEY_MODEL: 'openai/z',
      PARLEY_FALLBACK_MODEL: 'offline/extractive',
    },
    null,
  )
  expect(config.defaultModel).toBe('openai/z')
  expect(config.models.map(({ id, fallback }) => [id, fallback])).toEqual([
    ['openai/a', 'offline/extractive'],
    ['openai/z', 'offline/extractive'],
    ['offline/extractive', null],
  ])
})

test.each([
  [{ PARLEY_MODEL: 'openai/a' }, /default model openai\/a is not configured/],
  [{ OPENAI_API_KEY: KEY, PARLEY_FALLBACK_MODEL: 'x/y' }, /fallback x\/y of openai/],
  [{ AZURE_OPENAI_API_KEY: KEY, AZURE_OPENAI_DEPLOYMENT: 'd' }, /AZURE_OPENAI_ENDPOINT/],
  [{ AZURE_OPENAI_API_KEY: KEY }, /AZURE_OPENAI_DEPLOYMENT/],
  [{ BEDROCK_MODEL: 'b', AWS_REGION: 'r' }, /AWS_ACCESS_KEY_ID/],
  [{ OPENAI_BASE_URL: 'localhost' }, /^OPENAI_BASE_URL: /],
  [{ OPENAI_BASE_URL: 'http://me:pw@host/v1' }, /^OPENAI_BASE_URL: /],
  [{ OPENAI_API_KEY: `${KEY}\nx` }, /^OPENAI_API_KEY: /],
])('the environment %j is refused with the name of the variable', (env, message) => {
  const fault = refusal(env)
  expect(fault.message).toMatch(message)
  expect(inspect(fault)).not.toContain(KEY)
})

const YAML = `
- provider: openai-compatible
  id: local/qwen
  model: qwen3
  baseUrl: http://10.0.0.5:8000/v1/
  extraBody: { enable_thinking: false }
  idleTimeoutMs: 5000
- provider: anthropic
  model: claude-x
  apiKeyEnv: TEAM_KEY
  headers: { X-Team: red }
  fallback: local/qwen
  maxOutputTokens: 2000
  default: true
`

test('the models file takes precedence and defines everything about a model', () => {
  const config = modelsConfigFrom({ TEAM_KEY: KEY, ANTHROPIC_API_KEY: 'other', PARLEY_MODEL: '' }, YAML)
  expect(config.defaultModel).toBe('anthropic/claude-x')
  const [local, claude] = config.models
  expect(local).toMatchObject({ id: 'local/qwen', baseUrl: 'http://10.0.0.5:8000/v1', apiKey: null })
  expect(local?.limits).toEqual({ firstByteMs: 60_000, idleMs: 5000, totalMs: 600_000 })
  expect(claude).toMatchObject({ fallback: 'local/qwen', maxOutputTokens: 2000 })
  expect(claude?.apiKey?.reveal()).toBe(KEY)
  expect(claude?.headers['X-Team']?.reveal()).toBe('red')
  expect(config.models).toHaveLength(2)
})

test('a model in the file and the environment is the one of the file', () => {
  const yaml = '- { provider: openai, model: a, maxOutputTokens: 7 }'
  const { models } = modelsConfigFrom({ OPENAI_API_KEY: KEY, OPENAI_MODEL: 'a,b' }, yaml)
  expect(models.map(({ id, maxOutputTokens }) => [id, maxOutputTokens])).toEqual([
    ['openai/a', 7],
    ['openai/b', null],
  ])
})

test.each([
  ['- provider: openai\n  model: a\n  apiKey: sk-x\n  modle: b', 'line 4, models[0].modle'],
  [
    '- provider: openai\n  model: a\n  apiKey: sk-x\n- provider: nobody\n  model: b',
    'line 4, models[1].provider',
  ],
  ['- provider: openai\n  apiKey: sk-x', 'line 1, models[0].model'],
  ['- provider: ollama\n  model: a\n  idleTimeoutMs: soon', 'line 3, models[0].idleTimeoutMs'],
  ['- provider: openai-compatible\n  model: a', 'line 1, models[0].baseUrl'],
  ['- provider: mistral\n  model: a\n  apiKeyEnv: NOT_SET', 'line 3, models[0].apiKeyEnv'],
  ['- provider: ollama\n  model: a\n   baseUrl: b', 'line 2'],
  ['- provider: ollama\n  model: a\n  headers:\n    "a b": c', 'line 4, models[0].headers.a b'],
  ['models: all', 'line 1'],
  ['- ollama', 'line 1, models[0]'],
])('a mistake in the file is named by line and field: %j', (yaml, where) => {
  expect(refusal({}, yaml).message).toContain(`Models file, ${where}: `)
})

test('an error about the file never quotes it', () => {
  for (const yaml of [
    `- apiKey: ${KEY}\n  provider: 7`,
    `- apiKey: ${KEY}: ${KEY}`,
    `- apiKey: [${KEY}]`,
    `"${KEY}`,
  ]) {
    expect(inspect(refusal({}, yaml))).not.toContain(KEY)
  }
})

test('keys do not print', () => {
  const config = modelsConfigFrom({ TEAM_KEY: KEY, OPENAI_API_KEY: KEY }, YAML)
  expect(inspect(config, { depth: null, showHidden: true })).not.toContain(KEY)
  expect(JSON.stringify(config)).not.toContain(KEY)
  expect(JSON.stringify(config)).toContain('[secret]')
})

test('an opened model is found by its id, the default without one', () => {
  const models = openModels(modelsConfigFrom({ TEAM_KEY: KEY }, YAML), { warn: () => {} })
  expect(models.list().map(({ id, provider }) => [id, provider])).toEqual([
    ['local/qwen', 'openai-compatible'],
    ['anthropic/claude-x', 'anthropic'],
  ])
  expect(models.find(null).id).toBe('anthropic/claude-x')
  expect(models.find('local/qwen').provider).toBe('openai-compatible')
  expect(() => models.find('openai/gpt')).toThrow(expect.objectContaining({ code: 'invalid_input' }))
})

test.each([
  [
    'class: autogen_ext.models.openai.OpenAIChatCompletionClient\nconfig:\n  model: gpt-4o\n  api_key: KEY\n  temperature: 0.2\n',
    { id: 'openai/gpt-4o', provider: 'openai', extraBody: { temperature: 0.2 } },
  ],
  [
    'provider: autogen_ext.models.openai.OpenAIChatCompletionClient\nconfig: { model: qwen, base_url: "http://127.0.0.1:9/v1", api_key: KEY, model_info: { vision: false } }\n',
    { id: 'openai-compatible/qwen', baseUrl: 'http://127.0.0.1:9/v1' },
  ],
  [
    'provider: AzureOpenAIChatCompletionClient\nconfig: { model: gpt-4o, azure_deployment: mine, azure_endpoint: "https://x.openai.azure.com/", api_version: "2024-06-01", api_key: KEY }\n',
    { id: 'azure/mine', baseUrl: 'https://x.openai.azure.com', apiVersion: '2024-06-01' },
  ],
])('a model_config.yaml names one client', (yaml, expected) => {
  const { models, defaultModel } = modelsConfigFrom({}, yaml.replace('KEY', KEY))
  expect(models).toHaveLength(1)
  expect(models[0]).toMatchObject(expected)
  expect(models[0]?.apiKey?.reveal()).toBe(KEY)
  expect(defaultModel).toBe(expected.id)
})

test('an unknown client is refused, with the known ones', () => {
  expect(refusal({}, `class: my.own.Client\nconfig: { model: m, api_key: ${KEY} }`).message).toMatch(
    /^Models file, line 1: unknown class; use one of AzureOpenAI/,
  )
  expect(refusal({}, `model: ${KEY}`).message).toBe(
    'Models file, line 1: expected a list of models, or one model with `class` and `config`.',
  )
})
