import { LEASE_SECONDS } from './processes.ts'
import type { Run } from './run.ts'
import type { Traffic } from './traffic.ts'

/** What befalls a process. It is asked whether it is time for it, with the number of choices made by now. */
export type Accident = (run: Run, traffic: Traffic, choices: number) => Promise<void>

/** A process dies in the middle of whatever it does. */
export const crashAfter =
  (choices: number, process: string): Accident =>
  async ({ stage: { processes }, schedule }, traffic, made) => {
    if (made !== choices || !processes.isAlive(process)) return
    schedule.note(process, '', 'dies')
    traffic.forget(processes.living(process).life)
    await processes.crash(process)
  }

/** A process stands still until its leases have run out, and goes on as if nothing had been. */
export const freezeAfter =
  (choices: number, process: string): Accident =>
  async ({ schedule }, _, made) => {
    if (made === choices) schedule.freeze(process, LEASE_SECONDS * 1_500)
  }
