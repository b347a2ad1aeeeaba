import { costOf, type Tokens } from '#kernel/cost.ts'
import { asFault } from '#kernel/fault.ts'
import type { Metrics } from '#kernel/metrics.ts'
import type { LanguageModel, LanguageModels, ModelPart, ModelProviders } from '#kernel/model-ports.ts'
import type { Price } from '#contract/money.ts'

// Tenants name their own models; metrics distinguish this many.
const MODELS_MAX = 100
const NANOS = 1_000_000_000

/** The same models, with what each call took and cost counted. */
export function measuredModels(models: LanguageModels, measured: Measured): LanguageModels {
  const known = new WeakMap<LanguageModel, LanguageModel>()
  const of = (model: LanguageModel) => {
    const found = known.get(model) ?? measured(model)
    known.set(model, found)
    return found
  }
  return { list: () => models.list().map(of), find: (id) => of(models.find(id)), quoting: models.quoting }
}

/** The same providers, with their models measured. */
export const measuredProviders = (providers: ModelProviders, measured: Measured): ModelProviders => ({
  ...providers,
  connect: (access, model) => measured(providers.connect(access, model)),
})

export type Measured = (model: LanguageModel) => LanguageModel

/** Names for metrics; from the hundredth on `other`. */
export function openNames(): (id: string) => string {
  const names = new Set<string>()
  return (id) => {
    if (names.size < MODELS_MAX) names.add(id)
    return names.has(id) ? id : 'other'
  }
}

/** Measures models. Nothing is counted for each token. */
export function openMeasured(metrics: Metrics, nameOf = openNames()): Measured {
  return (model) => ({
    id: model.id,
    provider: model.provider,
    price: model.price,
    seesPictures: model.seesPictures,
    stream: (request) => measure(metrics, nameOf, model, model.stream(request), request.signal),
  })
}

async function* measure(
  metrics: Metrics,
  nameOf: (id: string) => string,
  { id, price: ownPrice }: LanguageModel,
  parts: AsyncIterable<ModelPart>,
  signal: AbortSignal,
): AsyncGenerator<ModelPart> {
  const begunAt = performance.now()
  const seconds = () => (performance.now() - begunAt) / 1_000
  let model = id
  let price: Price | null = ownPrice
  let tokens: Tokens | null = null
  let hasSpoken = false
  let outcome = 'stopped'
  try {
    for await (const part of parts) {
      if (!hasSpoken && (part.type === 'text-delta' || part.type === 'reasoning-delta')) {
        hasSpoken = true
        metrics.observe('parley_model_first_token_seconds', { model: nameOf(id) }, seconds())
      }
      if (part.type === 'usage') tokens = part
      if (part.type === 'finish') {
        model = part.model
        price = part.price ?? ownPrice
      }
      yield part
    }
    outcome = 'ok'
  } catch (error) {
    if (!signal.aborted) outcome = asFault(error).code
    throw error
  } finally {
    const label = { model: nameOf(model) }
    metrics.count('parley_model_calls_total', { ...label, outcome })
    metrics.observe('parley_model_call_seconds', label, seconds())
    if (tokens) countTokens(metrics, label, tokens, price)
  }
}

function countTokens(metrics: Metrics, label: { model: string }, tokens: Tokens, price: Price | null) {
  const { inputTokens, cachedInputTokens = 0, outputTokens } = tokens
  metrics.count('parley_model_tokens_total', { ...label, kind: 'input' }, inputTokens)
  metrics.count('parley_model_tokens_total', { ...label, kind: 'cached' }, cachedInputTokens)
  metrics.count('parley_model_tokens_total', { ...label, kind: 'output' }, outputTokens)
  if (!price) return
  const { nanos, currency } = costOf(tokens, price)
  metrics.count('parley_model_cost_total', { ...label, currency }, nanos / NANOS)
}
