import { Fault } from '#kernel/fault.ts'
import type { EmbeddingModel } from '#kernel/model-ports.ts'
import type { Log } from '#platform/log/log.ts'

/** When a model counts as failing, and how long it is left alone then. */
export interface BreakerOptions {
  readonly failuresMax: number
  readonly pauseMs: number
  readonly log: Pick<Log, 'warn'>
}

/** Asks a model for something, unless it is left alone just now. */
type Guarded = <R>(signal: AbortSignal, ask: () => Promise<R>) => Promise<R>

/**
 * Leaves a model alone for a while after it failed a few times in a row, so that nobody waits for what does not answer.
 * After the pause one request tries it; when that is answered all is as before. Throws Fault `unavailable`.
 */
export function openBreaker(
  { id, kind }: { id: string; kind: 'embedding' | 'rerank' },
  { failuresMax, pauseMs, log }: BreakerOptions,
): Guarded {
  let failures = 0
  let closedUntil = 0
  const unavailable = () => new Fault('unavailable', `The ${kind} model ${id} does not answer.`)
  return async (signal, ask) => {
    if (performance.now() < closedUntil) throw unavailable()
    // Whoever comes while this one tries finds it closed still.
    if (failures >= failuresMax) closedUntil = performance.now() + pauseMs
    try {
      const answer = await ask()
      failures = 0
      closedUntil = 0
      return answer
    } catch (error) {
      // Whoever asked went away; that says nothing of the model.
      if (signal.aborted && signal.reason?.name !== 'TimeoutError') throw signal.reason
      failures += 1
      if (failures >= failuresMax) closedUntil = performance.now() + pauseMs
      // Its own words may hold a key, so only what kind of failure it was.
      log.warn({ model: id, failures, kind: error instanceof Error ? error.name : '' }, `${kind} failed`)
      throw unavailable()
    }
  }
}

/** The same model behind a breaker. */
export function breaking(model: EmbeddingModel, options: BreakerOptions): EmbeddingModel {
  const guarded = openBreaker({ id: model.id, kind: 'embedding' }, options)
  return { ...model, embed: (texts, signal) => guarded(signal, () => model.embed(texts, signal)) }
}
