import { z } from 'zod'

const text = z.string().min(1).max(500)

/** A model client in AutoGen's configuration format: its class, and its arguments. */
const Component = z.object({
  provider: text.optional(),
  class: text.optional(),
  config: z.object({
    model: text,
    api_key: text.optional(),
    base_url: text.optional(),
    host: text.optional(),
    azure_endpoint: text.optional(),
    azure_deployment: text.optional(),
    api_version: text.optional(),
    max_tokens: z.number().optional(),
    temperature: z.number().optional(),
  }),
})
type Component = z.infer<typeof Component>

/** The supported client classes, by the end of their name, and the equivalent item of our models file. */
const clients: Readonly<Record<string, (config: Component['config']) => Record<string, unknown>>> = {
  AzureOpenAIChatCompletionClient: ({ azure_endpoint, azure_deployment, api_version, model }) => ({
    provider: 'azure',
    model: azure_deployment ?? model,
    baseUrl: azure_endpoint,
    apiVersion: api_version,
  }),
  OpenAIChatCompletionClient: ({ base_url, model }) => ({
    provider: base_url === undefined ? 'openai' : 'openai-compatible',
    model,
    baseUrl: base_url,
  }),
  AnthropicChatCompletionClient: ({ base_url, model }) => ({
    provider: 'anthropic',
    model,
    baseUrl: base_url,
  }),
  OllamaChatCompletionClient: ({ host, model }) => ({ provider: 'ollama', model, baseUrl: host }),
}

/** Why a models file is not a valid list, in a few words. */
export class NoModels extends Error {}

/**
 * The item equivalent to a `model_config.yaml`, which names one client with `provider` or `class` and `config`. Other
 * fields are ignored. Throws NoModels.
 */
export function entryOfComponent(value: unknown): Record<string, unknown> {
  const parsed = Component.safeParse(value)
  if (!parsed.success) throw new NoModels('expected a list of models, or one model with `class` and `config`')
  const { config, ...named } = parsed.data
  const name = (named.class ?? named.provider ?? '').split('.').at(-1) ?? ''
  const client = clients[name]
  if (!client) throw new NoModels(`unknown class; use one of ${Object.keys(clients).join(', ')}`)
  const { api_key: apiKey, max_tokens: maxOutputTokens, temperature } = config
  const entry = {
    ...client(config),
    apiKey,
    maxOutputTokens,
    ...(temperature !== undefined && { extraBody: { temperature } }),
  }
  return Object.fromEntries(Object.entries(entry).filter(([, given]) => given !== undefined))
}
