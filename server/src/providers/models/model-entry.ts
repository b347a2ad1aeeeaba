import { z } from 'zod'
import { Price } from '#contract/money.ts'
import { Secret } from '#platform/crypto/secret.ts'
import { knownPrice } from './known-prices.ts'
import { type ModelConfig, ModelProvider, StreamLimits } from './model-config.ts'

export type Environment = Record<string, string | undefined>

/** A header value can only contain visible characters; others would fail later, with the key in the message. */
const headerValue = z
  .string()
  .trim()
  .min(1)
  .regex(/^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/, 'holds characters that cannot be sent in a header')

const baseUrl = z
  .string()
  .trim()
  .refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : null
    return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
  }, 'expected an http or https URL without user and password')
  .transform((text) => text.replace(/(?<!\/)\/+$/, ''))

/** One model as people write it: an item of the models file, or what the environment amounts to. */
export const ModelEntry = z.strictObject({
  id: z
    .string()
    .regex(/^[\w.:@/-]{1,200}$/, 'expected letters, digits and . : @ / _ -')
    .optional(),
  provider: ModelProvider,
  model: z.string().trim().min(1).max(200),
  baseUrl: baseUrl.optional(),
  apiKey: headerValue.optional(),
  apiKeyEnv: z.string().min(1).optional(),
  apiVersion: z.string().min(1).optional(),
  region: z.string().min(1).optional(),
  fallback: z.string().min(1).optional(),
  maxOutputTokens: z.int().min(1).optional(),
  price: Price.optional(),
  sees: z.boolean().optional(),
  firstByteTimeoutMs: StreamLimits.shape.firstByteMs.default(60_000),
  idleTimeoutMs: StreamLimits.shape.idleMs.default(60_000),
  totalTimeoutMs: StreamLimits.shape.totalMs.default(600_000),
  extraBody: z.record(z.string(), z.unknown()).default({}),
  headers: z.record(z.string().regex(/^[\w-]+$/, 'not a header name'), headerValue).default({}),
  default: z.boolean().default(false),
})
export type ModelEntry = z.infer<typeof ModelEntry>

/** A field that is well formed but cannot be used; carries the field's name for the message. */
export class EntryError extends Error {
  readonly field: string

  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}

/**
 * Adds what the environment holds: keys named by `apiKeyEnv`, and the cloud credentials. Throws EntryError.
 */
export function configFromEntry(entry: ModelEntry, env: Environment): ModelConfig {
  if (entry.provider === 'azure' && !entry.baseUrl) {
    throw new EntryError('baseUrl', 'azure needs the endpoint of the resource')
  }
  if (entry.provider === 'openai-compatible' && !entry.baseUrl) {
    throw new EntryError('baseUrl', 'openai-compatible needs the URL of the server')
  }
  return {
    id: entry.id ?? `${entry.provider}/${entry.model}`,
    provider: entry.provider,
    model: entry.model,
    baseUrl: entry.baseUrl ?? null,
    apiKey: apiKeyOf(entry, env),
    apiVersion: entry.apiVersion ?? null,
    aws: entry.provider === 'bedrock' ? awsCredentials(entry, env) : null,
    headers: Object.fromEntries(
      Object.entries(entry.headers).map(([name, value]) => [name, new Secret(value)]),
    ),
    extraBody: entry.extraBody,
    fallback: entry.fallback ?? null,
    maxOutputTokens: entry.maxOutputTokens ?? null,
    sees: entry.sees ?? null,
    price: entry.price ?? knownPrice(entry.provider, entry.model, entry.baseUrl ?? null),
    limits: {
      firstByteMs: entry.firstByteTimeoutMs,
      idleMs: entry.idleTimeoutMs,
      totalMs: entry.totalTimeoutMs,
    },
  }
}

const KEY_NAMES: Partial<Record<ModelProvider, string>> = {
  openai: 'OPENAI_API_KEY',
  azure: 'AZURE_OPENAI_API_KEY',
  anthropic: 'ANTHROPIC_API_KEY',
  dashscope: 'DASHSCOPE_API_KEY',
  google: 'GOOGLE_GENERATIVE_AI_API_KEY',
  mistral: 'MISTRAL_API_KEY',
}

/** The key written in the entry, or in the variable it names, or in the variable usual for the provider. */
function apiKeyOf(entry: ModelEntry, env: Environment): Secret | null {
  if (entry.apiKey !== undefined) return new Secret(entry.apiKey)
  const name = entry.apiKeyEnv ?? KEY_NAMES[entry.provider]
  if (name === undefined) return null
  const value = env[name]?.trim()
  if (value) {
    if (headerValue.safeParse(value).success) return new Secret(value)
    throw new EntryError('apiKeyEnv', `${name} holds characters that cannot be sent in a header`)
  }
  // A private server often needs no key; the providers themselves always do.
  const optional = entry.apiKeyEnv === undefined && entry.baseUrl !== undefined && entry.provider !== 'azure'
  if (!optional) throw new EntryError('apiKeyEnv', `${name} is not set`)
  return null
}

function awsCredentials(entry: ModelEntry, env: Environment): NonNullable<ModelConfig['aws']> {
  const setting = (name: string) => {
    const value = env[name]?.trim()
    if (!value) throw new EntryError('provider', `bedrock needs ${name}`)
    return value
  }
  const sessionToken = env.AWS_SESSION_TOKEN?.trim()
  return {
    region: entry.region ?? setting('AWS_REGION'),
    accessKeyId: setting('AWS_ACCESS_KEY_ID'),
    secretAccessKey: new Secret(setting('AWS_SECRET_ACCESS_KEY')),
    sessionToken: sessionToken ? new Secret(sessionToken) : null,
  }
}
