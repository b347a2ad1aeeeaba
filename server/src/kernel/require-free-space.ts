import { Fault } from './fault.ts'
import type { Scope } from './scope.ts'

const ENDING =
  /^session\.|\.(cancel|close|delete|drop|erase|forget|reassign|remove|return|revoke|stop|suspend)|\.take(-now)?$/

/** Whether a use-case may run on a full disk: signing in, and anything that ends, stops or removes something. */
export const goesOnWhenFull = (name: string): boolean => ENDING.test(name)

/**
 * Throws Fault `unavailable` with the reason `no-space` if the database's disk is nearly full and a caller wants more to be
 * stored. Work in progress, such as a reply, is completed from reserved space.
 */
export function requireFreeSpace({ app, origin }: Scope): void {
  if (app.database.hasFreeSpace() || origin.address === null) return
  throw new Fault('unavailable', 'The disk of this server is full, so nothing new can be stored right now.', {
    reason: 'no-space',
    retryAfterSeconds: 30,
  })
}
