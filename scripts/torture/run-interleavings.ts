import { Worker } from 'node:worker_threads'

/** Which seeds are run, in so many threads. */
export interface Seeds {
  readonly from: number
  readonly count: number
  readonly atOnce: number
  readonly told?: (word: SeedWord) => void
}

/** What a thread says of a seed that it has run. */
export interface SeedWord {
  readonly seed: number
  readonly violations: readonly string[]
  readonly trace: readonly string[]
}

/** What a thread is given: seeds from one on, each so many after the one before it. */
export interface SeedShare {
  readonly from: number
  readonly below: number
  readonly apart: number
}

/** Runs seeds of the interleavings; answers how many broke something. */
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
