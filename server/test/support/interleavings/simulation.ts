import { makePeople } from './people.ts'
import { runSeed, type SeedReport } from './run-seed.ts'
import { openStage } from './stage.ts'
import type { Plant } from './step.ts'

/** A place where seeds are run, one after another. */
export interface Simulation extends AsyncDisposable {
  /** What a seed did is the same whatever was run before it. */
  run(seed: number): Promise<SeedReport>
  /** How often the planted mistake was made in the last run. */
  mistakes(): number
}

/** Opens one. Until it is closed it has this thread's clock, so nothing else may go on there. */
export async function openSimulation({ plant = null }: { plant?: Plant | null } = {}): Promise<Simulation> {
  await using opened = new AsyncDisposableStack()
  const stage = opened.use(await openStage(plant?.without))
  const people = await makePeople(stage)
  // What is done once is done in a run that nobody looks at.
  await runSeed(stage, people, 0)
  const cleanUp = opened.move()
  return {
    run(seed) {
      stage.gate.plant(plant)
      return runSeed(stage, people, seed)
    },
    mistakes: () => stage.gate.mistakes(),
    [Symbol.asyncDispose]: () => cleanUp.disposeAsync(),
  }
}
