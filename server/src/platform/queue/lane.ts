import type { Log } from '../log/log.ts'
import type { LeasedJob } from './job.ts'
import type { Queue } from './queue.ts'

/** Runs jobs of one name, up to a maximum at once, whenever it is woken, until it is stopped. */
export interface Lane {
  wake(): void
  /** Whether a leased job would start immediately. */
  hasFreeSlot(): boolean
  /** Runs a leased job, immediately or as soon as a slot is free. */
  take(job: LeasedJob): void
  /** The jobs it holds: running, or waiting for a slot. */
  held(): LeasedJob[]
  /** Takes no more jobs and hands back those that have not started; resolves when running ones have ended. */
  stop(): Promise<void>
}

interface LaneOptions {
  readonly name: string
  readonly concurrency: number
  /** The pause between the starts of two claimed jobs; 0 to start as many as there are free slots. */
  readonly spacingMs: number
  readonly queue: Queue
  readonly log: Log
  /** Runs the job. An exception is a failed attempt. Must not throw for a job that was handed back. */
  run(job: LeasedJob): Promise<void>
}

export function openLane({ name, concurrency, spacingMs, queue, log, run }: LaneOptions): Lane {
  const running = new Map<Promise<void>, LeasedJob>()
  const taken: LeasedJob[] = []
  let isStopped = false
  let isClaiming = false
  let claiming = Promise.resolve()
  let isWokenAgain = false
  // Nothing was claimed while all slots were taken, so the next free one must claim.
  let isWaitingForSlot = false
  let rest: NodeJS.Timeout | null = null

  function claim() {
    if (rest) return
    if (isClaiming) isWokenAgain = true
    else claiming = claimAll()
  }

  async function claimAll() {
    isClaiming = true
    try {
      do {
        isWokenAgain = false
        const slots = concurrency - running.size
        const free = spacingMs > 0 ? Math.min(1, slots) : slots
        isWaitingForSlot = free <= 0
        if (isWaitingForSlot || isStopped) break
        const jobs = await queue.claim(name, free, held())
        for (const job of jobs) take(job)
        if (spacingMs > 0 && jobs.length > 0) return restAWhile()
        // As many jobs as slots means that there may be more, for the next free slot.
        if (jobs.length === free) isWokenAgain = true
      } while (isWokenAgain)
    } catch (error) {
      log.warn({ err: error, job: name }, 'The queue could not be read; trying again soon.')
    } finally {
      isClaiming = false
    }
  }

  function restAWhile() {
    rest = setTimeout(() => {
      rest = null
      claim()
    }, spacingMs)
  }

  const held = () => [...running.values(), ...taken]
  const isFree = () => running.size < concurrency && !isStopped

  function take(job: LeasedJob) {
    if (isFree()) start(job)
    else taken.push(job)
  }

  function start(job: LeasedJob) {
    const work = run(job).finally(() => {
      running.delete(work)
      const next = taken.shift()
      if (next && !isStopped) start(next)
      else if (isWaitingForSlot) claim()
    })
    running.set(work, job)
  }

  return {
    wake() {
      if (!isStopped) claim()
    },
    // Where jobs are spaced each is claimed.
    hasFreeSlot: () => spacingMs === 0 && isFree(),
    take,
    held,
    async stop() {
      isStopped = true
      await claiming
      if (rest) clearTimeout(rest)
      await Promise.allSettled([...taken.splice(0).map((job) => queue.handBack(job)), ...running.keys()])
    },
  }
}
