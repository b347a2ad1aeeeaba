import type { Log } from '../log/log.ts'
import type { LeasedJob } from './job.ts'
import type { Queue } from './queue.ts'

/** Runs jobs of one name, so many at once, from a wake-up or a slow poll, until it is stopped. */
export interface Lane {
  wake(): void
  /** Takes no more; resolves when the running ones have ended or `signal` gave up on them. */
  stop(): Promise<void>
}

interface LaneOptions {
  readonly name: string
  readonly concurrency: number
  readonly queue: Queue
  readonly log: Log
  readonly pollMs: number
  /** Does the job. What it throws is a failed try. Must not throw for a job that was handed back. */
  run(job: LeasedJob): Promise<void>
}

export function openLane({ name, concurrency, queue, log, pollMs, run }: LaneOptions): Lane {
  const running = new Set<Promise<void>>()
  let isStopped = false
  let isClaiming = false
  let isWokenAgain = false

  async function claim() {
    if (isClaiming) {
      isWokenAgain = true
      return
    }
    isClaiming = true
    try {
      do {
        isWokenAgain = false
        const free = concurrency - running.size
        if (free <= 0 || isStopped) break
        const jobs = await queue.claim(name, free)
        for (const job of jobs) start(job)
        // A full hand means that there may be more.
        if (jobs.length === free && running.size < concurrency) isWokenAgain = true
      } while (isWokenAgain)
    } catch (error) {
      log.warn({ err: error, job: name }, 'The queue could not be read; it is asked again soon.')
    } finally {
      isClaiming = false
    }
  }

  function start(job: LeasedJob) {
    const work = run(job).finally(() => {
      running.delete(work)
      if (!isStopped) void claim()
    })
    running.add(work)
  }

  const poll = setInterval(() => void claim(), pollMs)
  void claim()

  return {
    wake: () => void (!isStopped && claim()),
    async stop() {
      isStopped = true
      clearInterval(poll)
      await Promise.allSettled(running)
    },
  }
}
