import type { Cores } from './cores.ts'
import type { ModelProcess } from './model-process.ts'
import type { Plan } from './plan.ts'

/** What every measurement has at hand. */
export interface Bench {
  readonly plan: Plan
  readonly cores: Cores
  readonly model: ModelProcess
  /** A folder for this run's data, removed after it. */
  readonly directory: string
  /** Tells whoever waits how far it is. */
  say(line: string): void
}
