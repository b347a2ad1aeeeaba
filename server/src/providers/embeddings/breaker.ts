import { Fault } from '#kernel/fault.ts'
import type { EmbeddingModel } from '#kernel/ports.ts'
import type { Log } from '#platform/log/log.ts'

/** When a model counts as failing, and how long it is left alone then. */
export interface BreakerOptions {
  readonly failuresMax: number
  readonly pauseMs: number
  readonly log: Pick<Log, 'warn'>
}

/**
 * Leaves a model alone for a while after it failed a few times in a row, so that nobody waits for what does not answer.
 * After the pause one request tries it; when that is answered all is as before. Throws Fault `unavailable`.
 */
export function breaking(
  model: EmbeddingModel,
  { failuresMax, pauseMs, log }: BreakerOptions,
): EmbeddingModel {
  let failures = 0
  let closedUntil = 0
  return {
    id: model.id,
    async embed(texts, signal) {
      if (performance.now() < closedUntil) throw unavailable(model.id)
      // Whoever comes while this one tries finds it closed still.
      if (failures >= failuresMax) closedUntil = performance.now() + pauseMs
      try {
        const vectors = await model.embed(texts, signal)
        failures = 0
        closedUntil = 0
        return vectors
      } catch (error) {
        // Whoever asked went away; that says nothing of the model.
        if (signal.aborted && signal.reason?.name !== 'TimeoutError') throw signal.reason
        failures += 1
        if (failures >= failuresMax) closedUntil = performance.now() + pauseMs
        // Its own words may hold a key, so only what kind of failure it was.
        log.warn(
          { model: model.id, failures, kind: error instanceof Error ? error.name : '' },
          'embedding failed',
        )
        throw unavailable(model.id)
      }
    },
  }
}

const unavailable = (id: string) => new Fault('unavailable', `The embedding model ${id} does not answer.`)
