import type { SearchWarning } from '#contract/shapes/knowledge.ts'
import { isBudgetUsedUp, type Spender } from '#features/budgets/index.ts'
import { findEmbedding } from '#features/models/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { type Near, Shelf } from './shelf.ts'
import { paidVectors } from './paid-vectors.ts'
import { forgetShelf, shelfOf } from './shelves.ts'

// An answer waits for it, so it is not waited for long.
const QUESTION_LIMIT_MS = 3_000
// From so many on the rest of what is gone is not waited for one by one: the vectors are read anew.
const MANY_GONE = 20

/** What the vectors of some sources say to a question. */
export interface Nearness {
  /** The nearest passages of all these sources, or of those among them alone, nearest first; of late, some that are gone may be among them. */
  nearest(limit: number, among?: ReadonlySet<string>): Promise<Near[]>
  /** Forgets passages that are gone, so that others are found in their places. */
  forget(ids: readonly string[]): Promise<void>
  /** How near any passage is; null for one without a vector. */
  similarity(id: string): number | null
  /** Why some sources were searched by words alone; null when none was. */
  readonly warning: SearchWarning | null
}

/** Looks a question up by its meaning in sources, each with the embedding model that it has. */
export async function nearPassages(
  scope: Scope,
  sources: readonly { id: string; model: string }[],
  { question, spender }: { question: string; spender: Spender },
): Promise<Nearness> {
  const asked = await Promise.all(
    [...Map.groupBy(sources, ({ model }) => model)].map(async ([model, those]) => {
      const vector = await questionVector(scope, model, { question, spender })
      if (typeof vector === 'string') return vector
      return Promise.all(those.map(({ id: sourceId }) => pairOf(scope, { sourceId, model, vector })))
    }),
  )
  const answers = asked.flat()
  const pairs = answers.filter((answer) => typeof answer !== 'string')
  return {
    async nearest(limit, among) {
      const found = await Promise.all(pairs.map(({ shelf, vector }) => shelf.nearest(vector, limit, among)))
      return found
        .flat()
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, limit)
    },
    async forget(ids) {
      for (const { shelf } of pairs) for (const id of ids) shelf.drop(id)
      if (ids.length >= MANY_GONE) await Promise.all(pairs.map((pair) => refill(scope, pair)))
    },
    similarity: (id) =>
      pairs.reduce<number | null>((near, { shelf, vector }) => near ?? shelf.similarity(id, vector), null),
    warning: answers.find((answer) => typeof answer === 'string') ?? null,
  }
}

/** A source's vectors and that of the question. */
interface Pair {
  shelf: Shelf
  readonly vector: Float32Array
  readonly model: string
  readonly sourceId: string
}

async function pairOf(scope: Scope, asked: Omit<Pair, 'shelf'>): Promise<Pair | SearchWarning> {
  const shelf = await shelfOf(scope, asked.sourceId, asked.model, asked.vector.length)
  if (!shelf) return 'vectors-failed'
  // The model makes vectors of another dimension than it did, which compare with none of them.
  if (shelf.size === 0 && shelf.position > 0) return 'embedding-failed'
  return { ...asked, shelf }
}

async function refill(scope: Scope, pair: Pair): Promise<void> {
  const { sourceId, model, vector } = pair
  forgetShelf(scope, sourceId, model, vector.length)
  pair.shelf = (await shelfOf(scope, sourceId, model, vector.length)) ?? new Shelf(vector.length)
}

/** The vector of a question, or why there is none: the model is not there, does not answer in time, or may not be asked. */
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
    // Only the model's failure is borne: a fault of ours must be heard of.
    if (error instanceof Fault && error.code === 'unavailable') return 'embedding-failed'
    throw error
  }
}
