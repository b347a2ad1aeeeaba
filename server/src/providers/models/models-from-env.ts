import { invalidInput } from '#kernel/fault.ts'
import type { ModelProvider } from './model-config.ts'
import type { Environment } from './model-entry.ts'

/** A model from the environment, not validated yet; `variables` names the variable of each field. */
export interface EnvironmentEntry {
  entry: Record<string, unknown>
  variables: Record<string, string | undefined>
}

interface ProviderVariables {
  provider: ModelProvider
  key?: string
  baseUrl?: string
  models: string
  defaultModel?: string
  /** Any of these being set means: this provider is wanted. */
  enabledBy: string[]
}

const VARIABLES: ProviderVariables[] = [
  {
    provider: 'openai',
    key: 'OPENAI_API_KEY',
    baseUrl: 'OPENAI_BASE_URL',
    models: 'OPENAI_MODEL',
    defaultModel: 'gpt-5.4-mini',
    enabledBy: ['OPENAI_API_KEY', 'OPENAI_BASE_URL'],
  },
  {
    provider: 'anthropic',
    key: 'ANTHROPIC_API_KEY',
    baseUrl: 'ANTHROPIC_BASE_URL',
    models: 'ANTHROPIC_MODEL',
    defaultModel: 'claude-sonnet-5-5',
    enabledBy: ['ANTHROPIC_API_KEY'],
  },
  {
    provider: 'azure',
    key: 'AZURE_OPENAI_API_KEY',
    baseUrl: 'AZURE_OPENAI_ENDPOINT',
    models: 'AZURE_OPENAI_DEPLOYMENT',
    enabledBy: ['AZURE_OPENAI_API_KEY'],
  },
  {
    provider: 'google',
    key: 'GOOGLE_GENERATIVE_AI_API_KEY',
    models: 'GOOGLE_MODEL',
    defaultModel: 'gemini-3.8-flash',
    enabledBy: ['GOOGLE_GENERATIVE_AI_API_KEY'],
  },
  {
    provider: 'mistral',
    key: 'MISTRAL_API_KEY',
    models: 'MISTRAL_MODEL',
    defaultModel: 'mistral-medium-latest',
    enabledBy: ['MISTRAL_API_KEY'],
  },
  // The AWS variables are often set for other reasons, so only naming a model enables Bedrock.
  { provider: 'bedrock', models: 'BEDROCK_MODEL', enabledBy: ['BEDROCK_MODEL'] },
  {
    provider: 'dashscope',
    key: 'DASHSCOPE_API_KEY',
    baseUrl: 'DASHSCOPE_BASE_URL',
    models: 'DASHSCOPE_MODEL',
    defaultModel: 'qwen-plus',
    enabledBy: ['DASHSCOPE_API_KEY'],
  },
  {
    provider: 'ollama',
    baseUrl: 'OLLAMA_BASE_URL',
    models: 'OLLAMA_MODEL',
    defaultModel: 'qwen3',
    enabledBy: ['OLLAMA_BASE_URL', 'OLLAMA_MODEL'],
  },
  // Never added to a configured installation automatically: only PARLEY_MODEL or PARLEY_FALLBACK_MODEL enable it.
  { provider: 'offline', models: '', enabledBy: ['PARLEY_MODEL', 'PARLEY_FALLBACK_MODEL'] },
]

/**
 * The models named in the environment, in order; the first one becomes the default. A provider in `named` gets no
 * default model: its models were chosen already.
 */
export function entriesFromEnvironment(
  env: Environment,
  named: ReadonlySet<ModelProvider>,
): EnvironmentEntry[] {
  const set = (name: string | undefined) => (name ? env[name]?.trim() || undefined : undefined)
  return VARIABLES.filter(({ enabledBy }) => enabledBy.some(set)).flatMap((names) =>
    modelNames(names, env, named.has(names.provider)).map((model) => {
      const optional = {
        baseUrl: set(names.baseUrl),
        apiKey: set(names.key),
        apiVersion: names.provider === 'azure' ? set('AZURE_OPENAI_API_VERSION') : undefined,
      }
      const given = Object.entries(optional).filter(([, value]) => value !== undefined)
      return {
        entry: { provider: names.provider, model, ...Object.fromEntries(given) },
        variables: { model: names.models, baseUrl: names.baseUrl, apiKey: names.key, apiKeyEnv: names.key },
      }
    }),
  )
}

/** The provider's own list, and this provider's models in PARLEY_MODEL and its fallback. */
function modelNames(names: ProviderVariables, env: Environment, inFile: boolean): string[] {
  const list = (env[names.models] ?? '').split(',').map((name) => name.trim())
  const models = list.filter((name) => name !== '')
  if (models.length === 0 && names.defaultModel && !inFile) models.push(names.defaultModel)
  for (const variable of ['PARLEY_MODEL', 'PARLEY_FALLBACK_MODEL']) {
    const id = env[variable]?.trim() ?? ''
    if (id.startsWith(`${names.provider}/`)) models.push(id.slice(names.provider.length + 1))
  }
  if (models.length === 0 && !inFile && names.models !== '') {
    throw invalidInput(`${names.enabledBy[0]} is set, so ${names.models} must name a model.`)
  }
  return [...new Set(models)]
}
