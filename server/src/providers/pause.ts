import { setTimeout as sleep } from 'node:timers/promises'
import type { Ports } from '#kernel/ports.ts'

/** Time as it passes. */
export const pause: Ports['pause'] = async (milliseconds, signal) => {
  try {
    await sleep(milliseconds, undefined, { signal })
  } catch {
    throw signal.reason
  }
}
