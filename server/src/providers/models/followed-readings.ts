import { asFault } from '#kernel/fault.ts'
import { costOf, type Spent } from '#kernel/cost.ts'
import type { Metrics } from '#kernel/metrics.ts'
import type { EmbeddingModel, EmbeddingModels, Reranker } from '#kernel/model-ports.ts'
import type { Attributes, Traces } from '#platform/traces/traces.ts'

/** A call of a model without text output: `embeddings` or `rerank`. */
export interface Reading {
  readonly operation: 'embeddings' | 'rerank'
  readonly provider: string
  /** `provider/model`, and the part after the provider. */
  readonly id: string
  readonly name: string
}

/** The usage of a call, as far as its provider reports it. */
export interface ReadingFacts {
  readonly tokens: number | null
  readonly cost: Spent | null
  /** How many numbers a vector has. */
  readonly dimension?: number | undefined
}

/** Makes a call and reports it, never with its texts. */
export type Follow = <R>(
  reading: Reading,
  ask: () => Promise<R>,
  factsOf: (answer: R) => ReadingFacts,
) => Promise<R>

/** Counts calls, tokens and cost beside those of language models. */
export function countedReadings(metrics: Metrics, nameOf: (id: string) => string): Follow {
  return async (reading, ask, factsOf) => {
    const begunAt = performance.now()
    const label = { model: nameOf(reading.id) }
    const end = (outcome: string) => {
      metrics.count('parley_model_calls_total', { ...label, outcome })
      metrics.observe('parley_model_call_seconds', label, (performance.now() - begunAt) / 1_000)
    }
    try {
      const answer = await ask()
      const { tokens, cost } = factsOf(answer)
      end('ok')
      if (tokens !== null) metrics.count('parley_model_tokens_total', { ...label, kind: 'input' }, tokens)
      if (cost) {
        const { currency, nanos } = cost
        metrics.count('parley_model_cost_total', { ...label, currency }, nanos / 1e9)
      }
      return answer
    } catch (error) {
      end(asFault(error).code)
      throw error
    }
  }
}

/**
 * Creates a span for each call, by the conventions for generative AI; they do not cover reranking, which is reported
 * alike.
 */
export const tracedReadings =
  (traces: Traces, providerNameOf: (provider: string) => string): Follow =>
  async ({ operation, provider, name }, ask, factsOf) => {
    const attributes: Attributes = {
      'gen_ai.operation.name': operation,
      'gen_ai.provider.name': providerNameOf(provider),
      'gen_ai.request.model': name,
    }
    const span = traces.begin(`${operation} ${name}`, { kind: 'client', attributes })
    try {
      const answer = await traces.run(span, ask)
      const { tokens, dimension } = factsOf(answer)
      span.set({ 'gen_ai.usage.input_tokens': tokens, 'gen_ai.embeddings.dimension.count': dimension })
      span.end()
      return answer
    } catch (error) {
      span.end(asFault(error).code)
      throw error
    }
  }

const afterSlash = (id: string): string => id.slice(id.indexOf('/') + 1)
const beforeSlash = (id: string): string => id.slice(0, Math.max(id.indexOf('/'), 0))

/** The same embedding models, each call of which is followed. */
export function followedEmbeddings(models: EmbeddingModels, follow: Follow): EmbeddingModels {
  const followed = (model: EmbeddingModel | null, provider: string): EmbeddingModel | null => {
    if (!model) return null
    const { id, price } = model
    const reading: Reading = { operation: 'embeddings', provider, id, name: afterSlash(id) }
    return {
      id,
      price,
      embed: (texts, signal) =>
        follow(
          reading,
          () => model.embed(texts, signal),
          ({ vectors: [first], tokens }) => ({
            tokens,
            cost: tokens === null || !price ? null : costOf({ inputTokens: tokens, outputTokens: 0 }, price),
            dimension: first?.length,
          }),
        ),
    }
  }
  return {
    list: () => models.list(),
    find: (id) => followed(models.find(id), beforeSlash(id)),
    connect: (access, model) => followed(models.connect(access, model), access.provider),
  }
}

/** The same reranker, each call of which is followed. */
export function followedReranker(reranker: Reranker, follow: Follow): Reranker {
  const { id } = reranker
  const reading: Reading = { operation: 'rerank', provider: beforeSlash(id), id, name: afterSlash(id) }
  return {
    id,
    cost: (took) => reranker.cost(took),
    rank: (question, texts, signal) =>
      follow(
        reading,
        () => reranker.rank(question, texts, signal),
        ({ took: { tokens, searches } }) => ({
          tokens,
          cost:
            tokens === null && searches === null
              ? null
              : reranker.cost({ tokens: tokens ?? 0, searches: searches ?? 1 }),
        }),
      ),
  }
}
