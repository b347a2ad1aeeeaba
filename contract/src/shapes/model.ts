import { z } from 'zod'
import { ModelFailure } from '../error-codes.ts'
import { Instant, id } from '../ids.ts'
import { Price } from '../money.ts'

/** The kinds of provider that a tenant can connect with its own key. */
export const ProviderKind = z
  .enum([
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
  .describe('The provider of the models; `openai-compatible` for any other with the API of OpenAI.')
export type ProviderKind = z.infer<typeof ProviderKind>

const name = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, 'expected lower-case letters, digits and . _ -')
  .describe(
    'The name of the connection, the first part of the ids of its models: `my-openai` in `my-openai/gpt-5`.',
  )
const isWebAddress = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : null
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}
const baseUrl = z
  .string()
  .trim()
  .max(500)
  .refine(isWebAddress, 'expected an http or https URL without user and password')
  .nullable()
  .describe(
    "The base URL of the provider's API; null: the provider's public URL. For Azure, the endpoint of the resource.",
  )
const key = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .regex(/^[\x21-\x7e]+$/, 'contains characters that an API key cannot have')
  .nullable()
  .describe('The API key. Stored encrypted and never returned; null: no key.')
const apiVersion = z
  .string()
  .regex(/^[\w.-]{1,40}$/, 'expected a version such as 2025-04-01')
  .nullable()
  .describe('The Azure API version, such as `2025-04-01`; Azure only, null elsewhere.')
const region = z
  .string()
  .regex(/^[a-z]{2}(-[a-z0-9]+){1,4}$/, 'expected a region such as eu-central-1')
  .max(40)
  .nullable()
  .describe('The AWS region, such as `eu-central-1`; Bedrock only, null elsewhere.')
const accessKeyId = z
  .string()
  .regex(/^\w{1,128}$/, 'expected letters and digits')
  .nullable()
  .describe('The AWS access key id, whose secret is the key of the connection; Bedrock only, null elsewhere.')
const modelName = z
  .string()
  .trim()
  .regex(/^[\w.:@/+-]{1,150}$/, 'expected letters, digits and . : @ / + _ -')
  .describe('The name of the model at its provider.')

const ChosenModel = z.strictObject({
  name: modelName,
  price: Price.nullable()
    .optional()
    .describe('The price of the model. Omitted: the price that Parley knows for it, if any; null: unknown.'),
})
const models = z.array(ChosenModel).max(100).describe('The models of this connection that agents can use.')

export const Connection = z
  .object({
    id: id('connection'),
    name: z.string().describe('The first part of the ids of its models: `my-openai` in `my-openai/gpt-5`.'),
    provider: ProviderKind,
    baseUrl: z
      .string()
      .nullable()
      .describe("The base URL of the provider's API; null: the provider's public URL."),
    keyEnding: z
      .string()
      .nullable()
      .describe('The last characters of the API key, which itself is never returned; null without a key.'),
    apiVersion: z.string().nullable().describe('The Azure API version; null for other providers.'),
    region: z.string().nullable().describe('The AWS region of Bedrock; null for other providers.'),
    accessKeyId: z
      .string()
      .nullable()
      .describe('The AWS access key id of Bedrock; null for other providers.'),
    isSuspended: z
      .boolean()
      .describe('Whether the connection is suspended: its models do not answer until it is resumed.'),
    models: z
      .array(
        z.object({
          id: z.string().describe('The id by which agents name the model: `connection/model`.'),
          name: z.string().describe('The name of the model at its provider.'),
          price: Price.nullable().describe('The price of the model; null if it is unknown.'),
        }),
      )
      .describe('The models of the connection that agents can use.'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Connection' })
export type Connection = z.infer<typeof Connection>
export const ConnectionList = z.object({ items: z.array(Connection) }).meta({ id: 'ConnectionList' })

export const ConnectionRef = z.strictObject({ connectionId: id('connection') })
export const CreateConnection = z.strictObject({
  name: name
    .optional()
    .describe('The name of the connection. Omitted: the name of the provider, such as `openai`.'),
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
    .describe(
      'The new base URL. A different URL requires `key` again, because the stored key belongs to the old one.',
    ),
  key: key.optional(),
  apiVersion: apiVersion.optional(),
  region: region.optional(),
  accessKeyId: accessKeyId.optional(),
  isSuspended: z.boolean().optional().describe('True to suspend the connection, false to resume it.'),
  models: models.optional(),
})
export const TestConnection = ConnectionRef.extend({
  model: modelName
    .optional()
    .describe('A model to test with a short request. Omitted: only the list of models is fetched.'),
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
  .describe(
    'Why the provider could not be used. `key`: it rejected the key. `quota`: the account is out of credit. `unknown-model`: it does not have this model. `unreachable`: no connection to the URL. `private-address`: the URL is on a private network. `not-an-api`: the URL answers, but not as a model provider. `rate-limited`: it limits requests now. `overloaded`: it is overloaded. `timeout`: no answer in time. `refused`: it rejected the request. `failed`: it reported an error. `seal-broken`: the stored key cannot be decrypted on this server; enter it again.',
  )
export type ConnectionErrorCode = z.infer<typeof ConnectionErrorCode>

export const ConnectionTest = z
  .object({
    errorCode: ConnectionErrorCode.nullable().describe('Why the test failed; null if it succeeded.'),
    detail: z.string().nullable().describe('The error in words; null if the test succeeded.'),
    offered: z
      .array(z.string())
      .nullable()
      .describe('The models that the provider offers; null if it has no list or the list could not be read.'),
    suggested: z
      .array(z.string())
      .describe('Recommended models among those offered, best first; empty if no list could be read.'),
    answeredInMs: z
      .int()
      .nullable()
      .describe('Response time of the model in milliseconds; null if no model was tested.'),
  })
  .meta({ id: 'ConnectionTest' })
export type ConnectionTest = z.infer<typeof ConnectionTest>

export const FailedModel = z
  .object({
    model: z.string().describe('The id by which agents name the model.'),
    connectionId: id('connection')
      .nullable()
      .describe('The connection of the model; null for a model of the server.'),
    failure: ModelFailure,
    said: z
      .string()
      .nullable()
      .describe("The provider's error message, shortened and without secrets; null if there was none."),
    at: Instant.describe('When the model failed.'),
  })
  .meta({ id: 'FailedModel' })
export type FailedModel = z.infer<typeof FailedModel>
export const FailedModelList = z
  .object({
    items: z.array(FailedModel).describe('The last failure of each kind for each model, newest first.'),
  })
  .meta({ id: 'FailedModelList' })

export const SetDefaultModel = z.strictObject({
  model: z
    .string()
    .min(1)
    .max(200)
    .nullable()
    .describe(
      "The id of the default model. Null: no choice; the server's default model is used, or the first connected model if the server has none.",
    ),
})

export const EmbeddingModelList = z
  .object({
    items: z
      .array(z.object({ id: z.string() }))
      .describe('The known embedding models; a knowledge base names one by its id.'),
    connections: z
      .array(z.string())
      .describe(
        'Connections that support embeddings. A knowledge base can also name a model that is not listed, as `connection/model`.',
      ),
  })
  .meta({ id: 'EmbeddingModelList' })
