import type { Log } from '../log/log.ts'
import type { Queue } from './queue.ts'

/** Polls for due jobs, for all lanes with one query. */
export interface Poller {
  /** How long ago the last poll finished. */
  silentMs(): number
  /** Looks no more; resolves when the last look is over. */
  stop(): Promise<void>
}

interface PollerOptions {
  readonly queue: Pick<Queue, 'dueNames'>
  readonly log: Log
  readonly everyMs: number
  readonly now: () => Date
  /** Called with the name of every kind with due jobs. */
  found(name: string): void
}

/** Polls once at the start, and again after each pause. */
export function openPoller({ queue, log, everyMs, now, found }: PollerOptions): Poller {
  let looking: Promise<void> | null = null
  let lookedAt = performance.now()

  async function lookAll() {
    for (const name of await queue.dueNames(now())) found(name)
    lookedAt = performance.now()
  }

  function look() {
    looking ??= lookAll()
      .catch((error: unknown) => log.warn({ err: error }, 'The queue could not be read; trying again soon.'))
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
