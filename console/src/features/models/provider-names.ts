import type { ProviderKind } from '#contract/shapes/model.ts'
import type { ModelsMessages } from '../../messages/models/en.ts'

const names: Record<Exclude<ProviderKind, 'openai-compatible'>, string> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  google: 'Google',
  azure: 'Azure OpenAI',
  mistral: 'Mistral',
  bedrock: 'Amazon Bedrock',
  dashscope: 'DashScope (百炼)',
  ollama: 'Ollama',
}

export const providerName = (provider: ProviderKind, t: ModelsMessages): string =>
  provider === 'openai-compatible' ? t.compatible : names[provider]

/** Where a key alone is not enough, or is not needed. */
export const wants = (provider: ProviderKind) => ({
  key: provider !== 'ollama',
  keyIsOptional: provider === 'openai-compatible',
  address:
    provider === 'openai-compatible' || provider === 'azure' ? ('wanted' as const) : ('optional' as const),
  aws: provider === 'bedrock',
  apiVersion: provider === 'azure',
})
