import { asFault } from '#kernel/fault.ts'
import type { LanguageModel, ModelPart, ModelRequest } from '#kernel/model-ports.ts'
import type { Span, Traces } from '#platform/traces/traces.ts'
import type { Measured } from './measured.ts'
import { answerAttributes, requestAttributes, type Said } from './traced-content.ts'

/** The conventions' names for those of our providers that differ. */
const providerNames: Readonly<Record<string, string>> = {
  azure: 'azure.ai.openai',
  'azure-openai': 'azure.ai.openai',
  bedrock: 'aws.bedrock',
  google: 'gcp.gemini',
  mistral: 'mistral_ai',
}

/** A provider as the conventions name it. */
export const providerAttribute = (provider: string): string => providerNames[provider] ?? provider

const finishReasons: Readonly<Record<string, string>> = {
  'tool-calls': 'tool_call',
  filter: 'content_filter',
}

/**
 * Creates a span for each call of a model, by the conventions for generative AI; with content only if that is
 * requested.
 */
export const openTraced =
  (traces: Traces): Measured =>
  (model) => ({ ...factsOf(model), stream: (request) => follow(traces, model, request) })

const factsOf = ({ id, provider, price, seesPictures }: LanguageModel) => ({
  id,
  provider,
  price,
  seesPictures,
})

async function* follow(
  traces: Traces,
  model: LanguageModel,
  request: ModelRequest,
): AsyncGenerator<ModelPart> {
  const begunAt = performance.now()
  const asked = nameOf(model, model.id)
  const span = traces.begin(`chat ${asked}`, {
    kind: 'client',
    attributes: attributesOf(model, asked, request),
  })
  if (traces.tellsContent) span.set(requestAttributes(request))
  const said: Said = { text: '', calls: [], finish: null }
  const parts = traces.run(span, () => model.stream(request)[Symbol.asyncIterator]())
  let hasBegun = false
  try {
    for (;;) {
      // Whatever the model does for its next part is done as a part of this span.
      const { done, value: part } = await traces.run(span, () => parts.next())
      if (done) break
      if (!hasBegun && isContent(part)) {
        hasBegun = true
        span.set({ 'gen_ai.response.time_to_first_chunk': (performance.now() - begunAt) / 1_000 })
      }
      note(span, model, part)
      if (traces.tellsContent) hear(said, part)
      yield part
    }
    if (traces.tellsContent) span.set(answerAttributes(said))
    span.end()
  } catch (error) {
    span.end(request.signal.aborted ? 'stopped' : asFault(error).code)
    throw error
  } finally {
    // The caller wants no more of it.
    await parts.return?.()
    span.end()
  }
}

const isContent = ({ type }: ModelPart) =>
  type === 'text-delta' || type === 'reasoning-delta' || type === 'tool-call'

/** `provider/model` without the provider. */
const nameOf = ({ provider }: LanguageModel, id: string) =>
  id.startsWith(`${provider}/`) ? id.slice(provider.length + 1) : id

const attributesOf = ({ provider }: LanguageModel, asked: string, request: ModelRequest) => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': providerAttribute(provider),
  'gen_ai.request.model': asked,
  'gen_ai.request.stream': true,
  'gen_ai.request.temperature': request.temperature,
  'gen_ai.request.max_tokens': request.maxOutputTokens,
  'gen_ai.request.top_p': request.topP,
  'gen_ai.request.frequency_penalty': request.frequencyPenalty,
  'gen_ai.request.presence_penalty': request.presencePenalty,
  'gen_ai.output.type': request.responseFormat ? 'json' : undefined,
})

function note(span: Span, model: LanguageModel, part: ModelPart) {
  if (part.type === 'usage')
    span.set({
      'gen_ai.usage.input_tokens': part.inputTokens,
      'gen_ai.usage.output_tokens': part.outputTokens,
      'gen_ai.usage.cache_read.input_tokens': part.cachedInputTokens,
    })
  if (part.type === 'finish')
    span.set({
      'gen_ai.response.model': nameOf(model, part.model),
      'gen_ai.response.finish_reasons': [finishReasons[part.reason] ?? part.reason],
    })
}

function hear(said: Said, part: ModelPart) {
  if (part.type === 'text-delta') said.text += part.text
  if (part.type === 'tool-call') said.calls.push(part)
  if (part.type === 'finish') said.finish = finishReasons[part.reason] ?? part.reason
}
