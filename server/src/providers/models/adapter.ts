import type { LanguageModel } from '#kernel/ports.ts'
import { aiSdk } from './ai-sdk.ts'
import { anthropic } from './anthropic.ts'
import type { ModelConfig } from './model-config.ts'
import { offline } from './offline.ts'
import { openAiCompatible } from './openai-compatible.ts'

/** The model behind whatever its provider speaks; its requests go out through `send`. Throws ProviderFailure. */
export function adapter(model: ModelConfig, send: typeof fetch = fetch): LanguageModel {
  switch (model.provider) {
    case 'anthropic':
      return anthropic(model, send)
    case 'google':
    case 'mistral':
    case 'bedrock':
      return aiSdk(model, send)
    case 'offline':
      return offline(model.id)
    default:
      return openAiCompatible(model, send)
  }
}
