import type { SearchWarning } from '#contract/shapes/knowledge.ts'
import { isBudgetUsedUp, type Spender } from '#features/budgets/index.ts'
import { findEmbedding } from '#features/models/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { type Near, VectorCache } from './vector-cache.ts'
import { paidVectors } from './paid-vectors.ts'
import { dropVectorCache, vectorCacheOf } from './vector-caches.ts'

// An answer waits for it, so it gets little time.
const QUESTION_LIMIT_MS = 3_000
// From this many deleted passages on, the vectors are read again instead of dropping them one by one.
const MANY_GONE = 20

/** Vector search in some knowledge bases for one question. */
export interface Nearness {
  /**
   * The nearest passages of all these knowledge bases, or among the given ones, nearest first; recently deleted ones
   * may be included.
   */
  nearest(limit: number, among?: ReadonlySet<string>): Promise<Near[]>
  /** Drops deleted passages, so that others are found in their place. */
  forget(ids: readonly string[]): Promise<void>
  /** How near any passage is; null for one without a vector. */
  similarity(id: string): number | null
  /** Why some knowledge bases were searched by words alone; null if none was. */
  readonly warning: SearchWarning | null
}

/** Looks a question up by its meaning in knowledge bases, each with the embedding model that it has. */
export async function nearPassages(
  scope: Scope,
  knowledgeBases: readonly { id: string; model: string }[],
  { question, spender }: { question: string; spender: Spender },
): Promise<Nearness> {
  const asked = await Promise.all(
    [...Map.groupBy(knowledgeBases, ({ model }) => model)].map(async ([model, those]) => {
      const vector = await questionVector(scope, model, { question, spender })
      if (typeof vector === 'string') return vector
      return Promise.all(
        those.map(({ id: knowledgeBaseId }) => pairOf(scope, { knowledgeBaseId, model, vector })),
      )
    }),
  )
  const answers = asked.flat()
  const pairs = answers.filter((answer) => typeof answer !== 'string')
  return {
    async nearest(limit, among) {
      const found = await Promise.all(pairs.map(({ cache, vector }) => cache.nearest(vector, limit, among)))
      return found
        .flat()
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, limit)
    },
    async forget(ids) {
      for (const { cache } of pairs) for (const id of ids) cache.drop(id)
      if (ids.length >= MANY_GONE) await Promise.all(pairs.map((pair) => refill(scope, pair)))
    },
    similarity: (id) =>
      pairs.reduce<number | null>((near, { cache, vector }) => near ?? cache.similarity(id, vector), null),
    warning: answers.find((answer) => typeof answer === 'string') ?? null,
  }
}

/** A knowledge base's vectors and that of the question. */
interface Pair {
  cache: VectorCache
  readonly vector: Float32Array
  readonly model: string
  readonly knowledgeBaseId: string
}

async function pairOf(scope: Scope, asked: Omit<Pair, 'cache'>): Promise<Pair | SearchWarning> {
  const cache = await vectorCacheOf(scope, asked.knowledgeBaseId, asked.model, asked.vector.length)
  if (!cache) return 'vectors-failed'
  // The model returns vectors of another dimension than before, which match none of the stored ones.
  if (cache.size === 0 && cache.position > 0) return 'embedding-failed'
  return { ...asked, cache }
}

async function refill(scope: Scope, pair: Pair): Promise<void> {
  const { knowledgeBaseId, model, vector } = pair
  dropVectorCache(scope, knowledgeBaseId, model, vector.length)
  pair.cache =
    (await vectorCacheOf(scope, knowledgeBaseId, model, vector.length)) ?? new VectorCache(vector.length)
}

/** The vector of a question, or why there is none: the model is missing, too slow, or may not be used. */
export async function questionVector(
  scope: Scope,
  modelId: string,
  { question, spender }: { question: string; spender: Spender },
): Promise<Float32Array | SearchWarning> {
  try {
    const model = await findEmbedding(scope, modelId)
    if (!model) return 'embedding-failed'
    const signal = AbortSignal.any([scope.signal, AbortSignal.timeout(QUESTION_LIMIT_MS)])
    const [vector] = await paidVectors(scope, spender, {
      purpose: 'search',
      model,
      texts: [question],
      signal,
    })
    return vector ?? 'embedding-failed'
  } catch (error) {
    scope.signal.throwIfAborted()
    if (isBudgetUsedUp(error)) return 'budget-used-up'
    // Only failures of the model are tolerated: our own must be reported.
    if (error instanceof Fault && error.code === 'unavailable') return 'embedding-failed'
    throw error
  }
}
