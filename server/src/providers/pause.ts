import { setTimeout as sleep } from 'node:timers/promises'
import type { Ports } from '#kernel/ports.ts'

/** Real time. */
export const pause: Ports['pause'] = async (milliseconds, signal) => {
  try {
    await sleep(milliseconds, undefined, { signal })
  } catch {
    throw signal.reason
  }
}
