import { z } from 'zod'
import { Currency, type Price } from '#contract/money.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { Spent } from '#kernel/cost.ts'
import { Secret } from '#platform/crypto/secret.ts'
import { extraEntries, ReadingPrice } from '../models/extra-entries.ts'

const providers = {
  cohere: { url: 'https://api.cohere.com/v2/rerank', name: 'COHERE' },
  jina: { url: 'https://api.jina.ai/v1/rerank', name: 'JINA' },
  dashscope: {
    url: 'https://dashscope.aliyuncs.com/api/v1/services/rerank/text-rerank/text-rerank',
    name: 'DASHSCOPE',
  },
} as const

/** The price of providers that charge by search instead of tokens. */
const SearchPrice = z
  .strictObject({ currency: Currency, perThousandSearches: z.number().min(0).max(1_000_000) })
  .transform(({ currency, perThousandSearches }) => ({
    search: { nanos: Math.round(perThousandSearches * 1e6), currency } satisfies Spent,
  }))

/** An item of the models file with `rerank: true`, or what the environment amounts to. */
const Entry = z.strictObject({
  rerank: z.literal(true),
  provider: z.enum(['cohere', 'jina', 'dashscope']),
  model: z.string().trim().min(1).max(200),
  url: z.url({ protocol: /^https?$/ }).optional(),
  apiKey: z.string().trim().min(1).optional(),
  apiKeyEnv: z.string().min(1).optional(),
  price: z.union([ReadingPrice, SearchPrice]).optional(),
  timeoutMs: z.coerce.number().int().min(1).max(60_000).default(3_000),
})

/** The model that reorders search results. */
export interface RerankConfig {
  /** `provider/model`. */
  readonly id: string
  readonly model: string
  /** Cohere and Jina use the same format. */
  readonly format: 'cohere' | 'dashscope'
  /** The whole address of the call. */
  readonly url: string
  readonly key: Secret | null
  readonly timeLimitMs: number
  /** By tokens, or by search; null if unknown. */
  readonly price: Price | { readonly search: Spent } | null
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The one in the models file or in PARLEY_RERANK_MODEL; null without either. Throws Fault `invalid_input` that names
 * the place and never a key.
 */
export function rerankFrom(env: Environment, modelsFile: string | null): RerankConfig | null {
  const inFile = extraEntries('rerank', modelsFile)
  if (inFile.length > 1) throw invalidInput('Models file: more than one item has `rerank: true`.')
  if (inFile.length === 1) return configFrom(inFile[0], env, 'Models file, rerank')
  const id = env.PARLEY_RERANK_MODEL?.trim()
  if (!id) return null
  const [, provider, model] = /^([a-z]+)\/(\S+)$/.exec(id) ?? []
  const name = Object.entries(providers).find(([kind]) => kind === provider)?.[1].name
  const entry = {
    rerank: true,
    provider,
    model,
    url: name && env[`${name}_RERANK_URL`]?.trim(),
    timeoutMs: env.PARLEY_RERANK_TIMEOUT_MS?.trim() || undefined,
  }
  return configFrom(entry, env, 'PARLEY_RERANK_MODEL')
}

function configFrom(entry: unknown, env: Environment, place: string): RerankConfig {
  const parsed = Entry.safeParse(entry)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = issue?.path.join('.') ?? ''
    throw invalidInput(
      `${place}: ${field}: ${issue?.message ?? 'cannot be read'}. Expected cohere/rerank-v3.5.`,
    )
  }
  const { provider, model, url, apiKey, apiKeyEnv, timeoutMs, price = null } = parsed.data
  const known = providers[provider]
  const variable = apiKeyEnv ?? `${known.name}_API_KEY`
  const key = apiKey ?? env[variable]?.trim()
  // A private server often needs no key; the providers themselves always do.
  if (!key && url === undefined) throw invalidInput(`${place}: ${variable} is not set.`)
  return {
    id: `${provider}/${model}`,
    model,
    format: provider === 'dashscope' ? 'dashscope' : 'cohere',
    url: url ?? known.url,
    key: key ? new Secret(key) : null,
    timeLimitMs: timeoutMs,
    price,
  }
}
