import { z } from 'zod'
import { ModelFailure } from '../error-codes.ts'
import { Instant, id } from '../ids.ts'
import { Price } from '../money.ts'

/** The kinds of provider that a tenant can reach with a key of its own. */
export const ProviderKind = z.enum([
  'openai',
  'anthropic',
  'google',
  'azure',
  'mistral',
  'bedrock',
  'dashscope',
  'ollama',
  'openai-compatible',
])
export type ProviderKind = z.infer<typeof ProviderKind>

const name = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, 'expected small letters, digits and . _ -')
  .describe('The first half of the ids of its models.')
const isWebAddress = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : null
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}
const baseUrl = z
  .string()
  .trim()
  .max(500)
  .refine(isWebAddress, 'expected an http or https address without user and password')
  .nullable()
  .describe("Where the provider is; null: its own public address. Azure: the resource's endpoint.")
const key = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .regex(/^[\x21-\x7e]+$/, 'holds characters that no key has')
  .nullable()
const apiVersion = z
  .string()
  .regex(/^[\w.-]{1,40}$/, 'expected a version such as 2025-04-01')
  .nullable()
  .describe('Azure only.')
const region = z
  .string()
  .regex(/^[a-z]{2}(-[a-z0-9]+){1,4}$/, 'expected a region such as eu-central-1')
  .max(40)
  .nullable()
  .describe('Bedrock only.')
const accessKeyId = z
  .string()
  .regex(/^\w{1,128}$/, 'expected letters and digits')
  .nullable()
  .describe('Bedrock only; the key is its secret.')
const modelName = z
  .string()
  .trim()
  .regex(/^[\w.:@/+-]{1,150}$/, 'expected letters, digits and . : @ / + _ -')
  .describe('As the provider calls it.')

const ChosenModel = z.strictObject({
  name: modelName,
  price: Price.nullable().optional().describe('Left out: what is known of it; null: not known.'),
})
const models = z.array(ChosenModel).max(100).describe('Those that agents may pick.')

export const Connection = z
  .object({
    id: id('connection'),
    name: z.string(),
    provider: ProviderKind,
    baseUrl: z.string().nullable(),
    keyEnding: z
      .string()
      .nullable()
      .describe('The last characters of its key; the key itself is never shown.'),
    apiVersion: z.string().nullable(),
    region: z.string().nullable(),
    accessKeyId: z.string().nullable(),
    isSuspended: z.boolean(),
    models: z.array(
      z.object({
        id: z.string().describe('`connection/model`, as an agent names it.'),
        name: z.string(),
        price: Price.nullable(),
      }),
    ),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Connection' })
export type Connection = z.infer<typeof Connection>
export const ConnectionList = z.object({ items: z.array(Connection) }).meta({ id: 'ConnectionList' })

export const ConnectionRef = z.strictObject({ connectionId: id('connection') })
export const CreateConnection = z.strictObject({
  name: name.optional().describe('Left out: as its provider.'),
  provider: ProviderKind,
  baseUrl: baseUrl.default(null),
  key: key.default(null),
  apiVersion: apiVersion.default(null),
  region: region.default(null),
  accessKeyId: accessKeyId.default(null),
  models,
})
export const ChangeConnection = ConnectionRef.extend({
  name: name.optional(),
  baseUrl: baseUrl
    .optional()
    .describe('Another address needs the key again: it was given for the one before.'),
  key: key.optional(),
  apiVersion: apiVersion.optional(),
  region: region.optional(),
  accessKeyId: accessKeyId.optional(),
  isSuspended: z.boolean().optional(),
  models: models.optional(),
})
export const TestConnection = ConnectionRef.extend({
  model: modelName.optional().describe('Asked for a word; only the list of models is fetched when left out.'),
})
export const TryConnection = CreateConnection.omit({ name: true, models: true }).extend({
  model: modelName.optional(),
})

export const ConnectionErrorCode = z
  .enum([
    'key',
    'quota',
    'unknown-model',
    'unreachable',
    'private-address',
    'not-an-api',
    'rate-limited',
    'overloaded',
    'timeout',
    'refused',
    'failed',
    'seal-broken',
  ])
  .describe('Why a provider did not answer.')
export type ConnectionErrorCode = z.infer<typeof ConnectionErrorCode>

export const ConnectionTest = z
  .object({
    errorCode: ConnectionErrorCode.nullable().describe('Null: everything that was asked for worked.'),
    detail: z.string().nullable().describe('The error in words.'),
    offered: z
      .array(z.string())
      .nullable()
      .describe('The models that the provider has; null where it has no list, or it could not be read.'),
    suggested: z
      .array(z.string())
      .describe('Those of them that most would choose, the best first; none where no list could be read.'),
    answeredInMs: z.int().nullable().describe('Until the model had answered; null when none was asked.'),
  })
  .meta({ id: 'ConnectionTest' })
export type ConnectionTest = z.infer<typeof ConnectionTest>

export const FailedModel = z
  .object({
    model: z.string().describe('As an agent names it.'),
    connectionId: id('connection').nullable().describe('Null for a model of the server.'),
    failure: ModelFailure,
    said: z.string().nullable().describe("The provider's own words, bounded and without secrets."),
    at: Instant,
  })
  .meta({ id: 'FailedModel' })
export type FailedModel = z.infer<typeof FailedModel>
export const FailedModelList = z
  .object({ items: z.array(FailedModel).describe('The last failure of each model and kind, newest first.') })
  .meta({ id: 'FailedModelList' })

export const SetDefaultModel = z.strictObject({
  model: z
    .string()
    .min(1)
    .max(200)
    .nullable()
    .describe(
      "Null: none is chosen; the server's default answers, or the first connected model where the server has none.",
    ),
})

export const EmbeddingModelList = z
  .object({
    items: z
      .array(z.object({ id: z.string() }))
      .describe('Those that are known; a knowledge base names one by its id.'),
    connections: z
      .array(z.string())
      .describe(
        'Connections that make vectors: `connection/model` names a model of theirs that is not listed.',
      ),
  })
  .meta({ id: 'EmbeddingModelList' })
