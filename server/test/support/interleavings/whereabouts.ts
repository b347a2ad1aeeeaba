import { AsyncLocalStorage } from 'node:async_hooks'

/** In which process something goes on, and on whose account: what one awaits or plans there goes on there too. */
export interface Whereabouts {
  readonly process: string
  /** Tells a process that was started anew from what is left of the one before. */
  readonly life: number
  readonly actor: string
}

const storage = new AsyncLocalStorage<Whereabouts>()
const OUTSIDE: Whereabouts = { process: '', life: 0, actor: '' }

/** Where the code that asks is running; outside of every process where nobody said. */
export const whereabouts = (): Whereabouts => storage.getStore() ?? OUTSIDE

/** Runs something there. */
export const runAt = <R>(where: Whereabouts, run: () => R): R => storage.run(where, run)
