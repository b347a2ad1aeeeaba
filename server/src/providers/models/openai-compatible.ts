import type { LanguageModel } from '#kernel/model-ports.ts'
import { type HttpCall, openNetwork } from '#platform/http/call.ts'
import { CallNotes } from './call-notes.ts'
import { outputLimit } from './message-content.ts'
import type { ModelConfig } from './model-config.ts'
import { openAiEndpoint } from './openai-endpoint.ts'
import { OpenAiReader } from './openai-reader.ts'
import { openAiBody } from './openai-request.ts'
import { streamEvents } from './sse.ts'
import { seesPictures } from './model-sight.ts'

/**
 * A model behind the chat completions wire format: OpenAI, Azure, DashScope, Ollama and the many compatible servers.
 * Its stream throws ProviderFailure; `resilient` turns it into the port.
 */
export function openAiCompatible(config: ModelConfig, call: HttpCall = openNetwork.call): LanguageModel {
  const refused = new Set<string>()
  const thoughts = new CallNotes<string>()
  return {
    id: config.id,
    provider: config.provider,
    price: config.price,
    seesPictures: seesPictures(config),
    stream(request) {
      const { url, headers, maxTokensField } = openAiEndpoint(config)
      const body = openAiBody(request, {
        model: config.model,
        maxTokensField,
        maxOutputTokens: outputLimit(request.maxOutputTokens, config.maxOutputTokens),
        extraBody: config.extraBody,
        thoughtsOf: (callId) => thoughts.get(callId),
      })
      const reader = new OpenAiReader(config.id, (callIds, text) => {
        for (const callId of callIds) thoughts.set(callId, text)
      })
      return streamEvents({ url, headers, body, refused }, reader, {
        signal: request.signal,
        limits: config.limits,
        send: call,
      })
    },
  }
}
