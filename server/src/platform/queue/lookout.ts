import type { Log } from '../log/log.ts'
import type { Queue } from './queue.ts'

/** Looks which jobs are due, for all lanes with one question. */
export interface Lookout {
  /** For how long no look has come to its end. */
  silentMs(): number
  /** Looks no more; resolves when the last look is over. */
  stop(): Promise<void>
}

interface LookoutOptions {
  readonly queue: Pick<Queue, 'dueNames'>
  readonly log: Log
  readonly everyMs: number
  readonly now: () => Date
  /** Is told the name of every kind of which some job is due. */
  found(name: string): void
}

/** Begins with a look, and looks again after each pause. */
export function openLookout({ queue, log, everyMs, now, found }: LookoutOptions): Lookout {
  let looking: Promise<void> | null = null
  let lookedAt = performance.now()

  async function lookAll() {
    for (const name of await queue.dueNames(now())) found(name)
    lookedAt = performance.now()
  }

  function look() {
    looking ??= lookAll()
      .catch((error: unknown) =>
        log.warn({ err: error }, 'The queue could not be read; it is asked again soon.'),
      )
      .finally(() => {
        looking = null
      })
  }

  const timer = setInterval(look, everyMs)
  look()
  return {
    silentMs: () => performance.now() - lookedAt,
    async stop() {
      clearInterval(timer)
      await looking
    },
  }
}
