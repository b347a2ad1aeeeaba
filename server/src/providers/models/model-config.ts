import { z } from 'zod'
import { Price } from '#contract/money.ts'
import { Secret } from '#platform/crypto/secret.ts'

export const ModelProvider = z.enum([
  'openai',
  'openai-compatible',
  'azure',
  'anthropic',
  'google',
  'bedrock',
  'mistral',
  'ollama',
  'dashscope',
  'offline',
])
export type ModelProvider = z.infer<typeof ModelProvider>

/** Past 300 s the runtime's own response timeout applies, so a longer one would have no effect. */
const quietLimitMs = z.int().min(1).max(300_000)

/** How long one request to a provider may take, in milliseconds. */
export const StreamLimits = z.object({
  /** From sending the request to the first byte of the answer's body. */
  firstByteMs: quietLimitMs,
  /** Silence between two reads after that. */
  idleMs: quietLimitMs,
  /** The whole request. */
  totalMs: z.int().min(1).max(3_600_000),
})
export type StreamLimits = z.infer<typeof StreamLimits>

export const AwsCredentials = z.object({
  region: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.instanceof(Secret),
  sessionToken: z.instanceof(Secret).nullable(),
})

/** Everything needed to call one model. Keys and header values are Secrets, so printing this is safe. */
export const ModelConfig = z.object({
  id: z.string().min(1),
  provider: ModelProvider,
  model: z.string().min(1),
  baseUrl: z.string().nullable(),
  apiKey: z.instanceof(Secret).nullable(),
  /** Azure only: a dated version selects deployment URLs; null or `v1` the newer ones. */
  apiVersion: z.string().nullable(),
  /** Bedrock only. */
  aws: AwsCredentials.nullable(),
  headers: z.record(z.string(), z.instanceof(Secret)),
  /**
   * Merged into the request body last; a null removes that field. The AI SDK adapter passes it as provider
   * options.
   */
  extraBody: z.record(z.string(), z.unknown()),
  /** The ID of the model to use when this one keeps failing. */
  fallback: z.string().nullable(),
  maxOutputTokens: z.int().min(1).nullable(),
  price: Price.nullable(),
  /** Whether it accepts images; null: judged by its name. */
  sees: z.boolean().nullable(),
  limits: StreamLimits,
})
export type ModelConfig = z.infer<typeof ModelConfig>
