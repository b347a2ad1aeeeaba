import { findEmbedding } from '#features/models/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Near, Shelf } from './shelf.ts'
import { shelfOf } from './shelves.ts'

// An answer waits for it, so it is not waited for long.
const QUESTION_LIMIT_MS = 3_000

/** What the vectors of some sources say to a question. */
export interface Nearness {
  /** The nearest passages of all these sources, nearest first. */
  readonly nearest: Near[]
  /** How near any passage is; null for one without a vector. */
  similarity(id: string): number | null
  /** True when a model did not answer, so that some sources were searched by words alone. */
  readonly hasFailed: boolean
}

/** Looks a question up by its meaning in sources, each with the embedding model that it has. */
export async function nearPassages(
  scope: Scope,
  sources: readonly { id: string; model: string }[],
  question: string,
  limit: number,
): Promise<Nearness> {
  const asked = await Promise.all(
    [...Map.groupBy(sources, ({ model }) => model)].map(async ([model, those]) => {
      const vector = await questionVector(scope, model, question)
      if (!vector) return null
      const shelves = await Promise.all(those.map(({ id }) => shelfOf(scope, id, model, vector.length)))
      return shelves.map((shelf) => ({ shelf, vector }))
    }),
  )
  const pairs: { shelf: Shelf; vector: Float32Array }[] = asked.flatMap((pair) => pair ?? [])
  const found = await Promise.all(pairs.map(({ shelf, vector }) => shelf.nearest(vector, limit)))
  return {
    nearest: found
      .flat()
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, limit),
    similarity: (id) =>
      pairs.reduce<number | null>((near, { shelf, vector }) => near ?? shelf.similarity(id, vector), null),
    hasFailed: asked.includes(null),
  }
}

/** Null when the model is not there or does not answer in time. */
export async function questionVector(
  scope: Scope,
  model: string,
  question: string,
): Promise<Float32Array | null> {
  try {
    const embedding = await findEmbedding(scope, model)
    const limit = AbortSignal.any([scope.signal, AbortSignal.timeout(QUESTION_LIMIT_MS)])
    return (await embedding?.embed([question], limit))?.[0] ?? null
  } catch (error) {
    scope.signal.throwIfAborted()
    // Only the model's failure is borne: a fault of ours must be heard of.
    if (error instanceof Fault && error.code === 'unavailable') return null
    throw error
  }
}
