import { Fault } from './fault.ts'
import type { Scope } from './scope.ts'

const ENDING =
  /^session\.|\.(cancel|close|delete|drop|erase|forget|reassign|remove|return|revoke|stop|suspend)|\.take(-now)?$/

/** Whether a use-case of that name goes on without free space: signing in, and what ends, stops or removes something. */
export const goesOnWhenFull = (name: string): boolean => ENDING.test(name)

/**
 * Throws Fault `unavailable` with `no-space` where the disk of the database is nearly full and a caller asks for more to be
 * stored. What has begun, as an answer that is being written, is finished from what is kept back for it.
 */
export function requireFreeSpace({ app, origin }: Scope): void {
  if (app.database.hasFreeSpace() || origin.address === null) return
  throw new Fault('unavailable', 'The disk of this server is full, so nothing new can be stored right now.', {
    reason: 'no-space',
    retryAfterSeconds: 30,
  })
}
