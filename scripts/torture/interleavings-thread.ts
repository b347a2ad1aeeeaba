import { parentPort, workerData } from 'node:worker_threads'
import { openSimulation } from '#test/support/interleavings/simulation.ts'
import type { SeedShare, SeedWord } from './run-interleavings.ts'

/** Seeds per database: it is discarded with what their simulated crashes left. */
const ON_ONE_DATABASE = 500

const { from, below, apart } = workerData as SeedShare
let seed = from
while (seed < below) {
  await using simulation = await openSimulation()
  for (let ran = 0; ran < ON_ONE_DATABASE && seed < below; ran += 1, seed += apart)
    parentPort?.postMessage((await simulation.run(seed)) satisfies SeedWord)
}
