import type { LanguageModel } from '#kernel/model-ports.ts'
import { type Network, openNetwork } from '#platform/http/call.ts'
import { aiSdk } from './ai-sdk.ts'
import { anthropic } from './anthropic.ts'
import type { ModelConfig } from './model-config.ts'
import { offline } from './offline.ts'
import { openAiCompatible } from './openai-compatible.ts'

/** The model behind whatever its provider speaks; its requests go out through `network`. Throws ProviderFailure. */
export function adapter(model: ModelConfig, network: Network = openNetwork): LanguageModel {
  switch (model.provider) {
    case 'anthropic':
      return anthropic(model, network.call)
    case 'google':
    case 'mistral':
    case 'bedrock':
      return aiSdk(model, network.fetch)
    case 'offline':
      return offline(model.id)
    default:
      return openAiCompatible(model, network.call)
  }
}
