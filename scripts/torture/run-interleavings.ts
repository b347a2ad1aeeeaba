import { Worker } from 'node:worker_threads'

/** The seeds to run, and the number of threads. */
export interface Seeds {
  readonly from: number
  readonly count: number
  readonly atOnce: number
  readonly told?: (word: SeedWord) => void
}

/** What a thread reports about a seed. */
export interface SeedWord {
  readonly seed: number
  readonly violations: readonly string[]
  readonly trace: readonly string[]
}

/** The share of a thread: seeds from a start, at a fixed interval. */
export interface SeedShare {
  readonly from: number
  readonly below: number
  readonly apart: number
}

/** Runs seeds of the interleavings; returns how many violated an invariant. */
export async function runInterleavings({ from, count, atOnce, told = () => {} }: Seeds): Promise<number> {
  let broken = 0
  const run = (thread: number) =>
    new Promise<void>((done, fail) => {
      const share: SeedShare = { from: from + thread, below: from + count, apart: atOnce }
      const worker = new Worker(new URL('./interleavings-thread.ts', import.meta.url), { workerData: share })
      worker.on('message', (word: SeedWord) => {
        if (word.violations.length > 0) broken += 1
        told(word)
      })
      worker.once('error', fail)
      worker.once('exit', () => done())
    })
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, (_, thread) => run(thread)))
  return broken
}
