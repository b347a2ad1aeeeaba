import type { LanguageModel, ModelPart, ModelRequest } from '#kernel/model-ports.ts'
import { sdkFailure } from './ai-sdk-failure.ts'
import { type CallMetadata, specOptions } from './ai-sdk-request.ts'
import {
  loadSpecModel,
  optionsKey,
  type SpecModel,
  type SpecOptions,
  type SpecPart,
} from './ai-sdk-provider.ts'
import { CallNotes } from './call-notes.ts'
import { limitedFetch } from './limited-fetch.ts'
import { outputLimit } from './message-content.ts'
import type { ModelConfig } from './model-config.ts'
import { ProviderFailure } from './provider-failure.ts'
import { startClock } from './request-clock.ts'
import { toolCallPart } from './tool-call-part.ts'
import { seesPictures } from './model-sight.ts'

type FinishReason = Extract<ModelPart, { type: 'finish' }>['reason']

/**
 * A model through a provider package of the AI SDK: Google, Mistral, Bedrock. Its stream throws ProviderFailure;
 * `resilient` turns it into the port.
 */
export function aiSdk(config: ModelConfig, send: typeof fetch = fetch): LanguageModel {
  let loading: Promise<SpecModel> | undefined
  const metadata = new CallNotes<CallMetadata>()
  return {
    id: config.id,
    provider: config.provider,
    price: config.price,
    seesPictures: seesPictures(config),
    stream(request) {
      const load = () => (loading ??= loadSpecModel(config, limitedFetch(send)))
      const options = specOptions(request, {
        maxOutputTokens: outputLimit(request.maxOutputTokens, config.maxOutputTokens),
        // The package validates these itself; here they are only known to be JSON.
        providerOptions: { [optionsKey(config)]: config.extraBody } as CallMetadata,
        metadataOf: (callId) => metadata.get(callId),
      })
      return streamSpec({ load, options, config, metadata }, request)
    },
  }
}

interface SpecCall {
  load: () => Promise<SpecModel>
  options: SpecOptions
  config: ModelConfig
  metadata: CallNotes<CallMetadata>
}

async function* streamSpec(call: SpecCall, request: ModelRequest): AsyncGenerator<ModelPart> {
  const clock = startClock(request.signal, call.config.limits)
  let connected = false
  let ended = false
  try {
    const model = await call.load()
    const { stream } = await model.doStream({ ...call.options, abortSignal: clock.signal })
    connected = true
    const parts = stream.getReader()
    for (;;) {
      clock.waiting()
      const { done, value } = await parts.read()
      clock.received()
      if (done) break
      for (const part of portParts(value, call)) {
        ended ||= part.type === 'finish'
        yield part
      }
    }
    if (!ended) throw new ProviderFailure('cut')
  } catch (thrown) {
    if (clock.signal.aborted) throw clock.signal.reason
    throw sdkFailure(thrown, connected)
  } finally {
    clock.stop()
    if (!ended) clock.cut()
  }
}

function portParts(part: SpecPart, { config, metadata }: SpecCall): ModelPart[] {
  switch (part.type) {
    case 'text-delta':
      return part.delta === '' ? [] : [{ type: 'text-delta', text: part.delta }]
    case 'reasoning-delta':
      return part.delta === '' ? [] : [{ type: 'reasoning-delta', text: part.delta }]
    case 'tool-call':
      // The metadata of a response part and of a request part differ only in name.
      if (part.providerMetadata) metadata.set(part.toolCallId, part.providerMetadata as CallMetadata)
      return [toolCallPart(part.toolCallId, part.toolName, part.input)]
    case 'error':
      throw part.error
    case 'finish':
      return finishParts(part, config.id)
    default:
      return []
  }
}

const FINISH_REASONS: Record<string, FinishReason> = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool-calls',
  'content-filter': 'filter',
  other: 'stop',
}

function finishParts(
  { usage, finishReason }: Extract<SpecPart, { type: 'finish' }>,
  model: string,
): ModelPart[] {
  const reason = FINISH_REASONS[finishReason.unified]
  // The packages report an answer that just stopped coming as finished for no reason at all.
  if (reason === undefined || finishReason.raw === undefined) throw new ProviderFailure('cut')
  const inputTokens = usage.inputTokens.total ?? 0
  const outputTokens = usage.outputTokens.total ?? 0
  const cached = usage.inputTokens.cacheRead ?? 0
  return [
    { type: 'usage', inputTokens, outputTokens, ...(cached > 0 && { cachedInputTokens: cached }) },
    { type: 'finish', reason, model },
  ]
}
