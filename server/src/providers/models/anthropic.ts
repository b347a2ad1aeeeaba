import type { LanguageModel } from '#kernel/model-ports.ts'
import { type HttpCall, openNetwork } from '#platform/http/call.ts'
import { AnthropicReader, type Thought } from './anthropic-reader.ts'
import { anthropicBody } from './anthropic-request.ts'
import { CallNotes } from './call-notes.ts'
import { outputLimit } from './message-content.ts'
import type { ModelConfig } from './model-config.ts'
import { streamEvents } from './sse.ts'
import { seesPictures } from './model-sight.ts'

const DEFAULT_MAX_OUTPUT_TOKENS = 16_384

/** A model behind the Messages wire format. Its stream throws ProviderFailure; `resilient` turns it into the port. */
export function anthropic(config: ModelConfig, call: HttpCall = openNetwork.call): LanguageModel {
  const refused = new Set<string>()
  const thoughts = new CallNotes<Thought[]>()
  const baseUrl = config.baseUrl ?? 'https://api.anthropic.com'
  const url = `${baseUrl.endsWith('/v1') ? baseUrl : `${baseUrl}/v1`}/messages`
  return {
    id: config.id,
    provider: config.provider,
    price: config.price,
    seesPictures: seesPictures(config),
    stream(request) {
      const body = anthropicBody(request, {
        model: config.model,
        maxOutputTokens:
          outputLimit(request.maxOutputTokens, config.maxOutputTokens) ?? DEFAULT_MAX_OUTPUT_TOKENS,
        extraBody: config.extraBody,
        thoughtsOf: (callId) => thoughts.get(callId),
      })
      const reader = new AnthropicReader(config.id, (callId, notes) => thoughts.set(callId, notes))
      return streamEvents({ url, headers: anthropicHeaders(config), body, refused }, reader, {
        signal: request.signal,
        limits: config.limits,
        send: call,
      })
    },
  }
}

function anthropicHeaders(config: ModelConfig): Record<string, string> {
  const own = Object.entries(config.headers).map(([name, value]) => [name, value.reveal()] as const)
  const key = config.apiKey?.reveal()
  return {
    'anthropic-version': '2023-06-01',
    ...(key !== undefined && { 'x-api-key': key }),
    ...Object.fromEntries(own),
  }
}
