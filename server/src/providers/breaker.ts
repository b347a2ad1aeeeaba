import { Fault } from '#kernel/fault.ts'
import type { EmbeddingModel } from '#kernel/model-ports.ts'
import type { Log } from '#platform/log/log.ts'

/** When a model counts as failing, and how long it is skipped then. */
export interface BreakerOptions {
  readonly failuresMax: number
  readonly pauseMs: number
  readonly log: Pick<Log, 'warn'>
}

/** Calls a model, unless it is being skipped. */
type Guarded = <R>(signal: AbortSignal, ask: () => Promise<R>) => Promise<R>

/**
 * Skips a model for a while after several consecutive failures, so that nobody waits for it. After the pause, one
 * request tries it; if that succeeds, the breaker closes. Throws Fault `unavailable`.
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
    // Other requests during this attempt still find it open.
    if (failures >= failuresMax) closedUntil = performance.now() + pauseMs
    try {
      const answer = await ask()
      failures = 0
      closedUntil = 0
      return answer
    } catch (error) {
      // A caller that disconnected says nothing about the model.
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
