import { z } from 'zod'
import type { Price } from '#contract/money.ts'
import { invalidInput } from '#kernel/fault.ts'
import { Secret } from '#platform/crypto/secret.ts'
import { extraEntries, ReadingPrice } from '../models/extra-entries.ts'
import { knownPrice } from '../models/known-prices.ts'

/** An embedding model that the server offers to all tenants. */
export interface EmbeddingConfig {
  /** `provider/model` or `provider/model@dimension`. */
  readonly id: string
  /** The part after the provider. */
  readonly name: string
  readonly baseUrl: string
  readonly key: Secret | null
  readonly price: Price | null
}

const providers = {
  openai: {
    url: 'https://api.openai.com/v1',
    urlVariable: 'OPENAI_BASE_URL',
    keyVariable: 'OPENAI_API_KEY',
  },
  dashscope: {
    url: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
    urlVariable: 'DASHSCOPE_BASE_URL',
    keyVariable: 'DASHSCOPE_API_KEY',
  },
  ollama: { url: 'http://127.0.0.1:11434', urlVariable: 'OLLAMA_BASE_URL', keyVariable: null },
} as const

/** An item of the models file with `embedding: true`. */
const Entry = z.strictObject({
  embedding: z.literal(true),
  provider: z.enum(['openai', 'dashscope', 'ollama']),
  model: z
    .string()
    .trim()
    .regex(/^\S{1,200}$/, 'expected text-embedding-3-small'),
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
  apiKey: z.string().trim().min(1).optional(),
  apiKeyEnv: z.string().min(1).optional(),
  price: ReadingPrice.optional(),
})
type Entry = z.output<typeof Entry>

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The comma-separated models in PARLEY_EMBEDDING_MODELS, then those of the models file, which wins if both name one.
 * Throws Fault `invalid_input` that names the place and never a key.
 */
export function embeddingsFrom(env: Environment, modelsFile: string | null = null): EmbeddingConfig[] {
  const named = (env.PARLEY_EMBEDDING_MODELS ?? '').split(',').map((id) => id.trim())
  const ofEnv = named.filter((id) => id !== '').map((id) => configFrom(entryOf(id), env))
  const ofFile = extraEntries('embedding', modelsFile).map((item) => configFrom(parsed(item), env))
  return [...new Map([...ofEnv, ...ofFile].map((config) => [config.id, config])).values()]
}

function entryOf(id: string): Entry {
  const [, provider, model] = /^([a-z]+)\/(\S+)$/.exec(id) ?? []
  const entry = Entry.safeParse({ embedding: true, provider, model })
  if (entry.success) return entry.data
  throw invalidInput(`PARLEY_EMBEDDING_MODELS: "${id}" is not of the form openai/text-embedding-3-small`)
}

function parsed(item: unknown): Entry {
  const entry = Entry.safeParse(item)
  if (entry.success) return entry.data
  const issue = entry.error.issues[0]
  throw invalidInput(
    `Models file, embedding: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'cannot be read'}.`,
  )
}

function configFrom({ provider, model, baseUrl, apiKey, apiKeyEnv, price }: Entry, env: Environment) {
  const { url, urlVariable, keyVariable } = providers[provider]
  const variable = apiKeyEnv ?? keyVariable
  const key = apiKey ?? (variable === null ? undefined : env[variable]?.trim())
  if (apiKeyEnv !== undefined && !key)
    throw invalidInput(`Models file, embedding: apiKeyEnv: ${apiKeyEnv} is not set.`)
  const own = baseUrl ?? (env[urlVariable]?.trim() || null)
  return {
    id: `${provider}/${model}`,
    name: model,
    baseUrl: own ?? url,
    key: key ? new Secret(key) : null,
    price: price ?? knownPrice(provider, model.replace(/@\d+$/, ''), own === url ? null : own),
  }
}
