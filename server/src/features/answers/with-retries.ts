import { setTimeout as pause } from 'node:timers/promises'
import { asFault } from '#kernel/fault.ts'

const PAUSES_MS = [200, 1_000, 3_000]

/** Stores something that must not be lost; retries while the database is briefly away. */
export async function withRetries<R>(store: () => Promise<R>): Promise<R> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await store()
    } catch (error) {
      if (asFault(error).code !== 'unavailable') throw error
      await pause(pauseMs)
    }
  }
  return store()
}
