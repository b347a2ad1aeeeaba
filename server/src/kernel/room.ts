import { Fault } from './fault.ts'
import type { Scope } from './scope.ts'

/** What goes on without room for more: signing in, and what ends, stops or removes something. */
const GOES_ON =
  /^sign-in\.|\.(cancel|close|delete|drop|erase|forget|remove|return|revoke|stop|suspend)|\.take(-now)?$/

/**
 * Throws Fault `unavailable` with `no-room` where the disk of the database is nearly full and a caller asks for more to be
 * stored. What has begun, as an answer that is being written, is finished from what is kept back for it.
 */
export function requireRoomFor({ app, origin }: Scope, name: string): void {
  if (app.database.hasRoom() || origin.address === null || GOES_ON.test(name)) return
  throw new Fault('unavailable', 'There is no room on this server for anything new at this moment.', {
    reason: 'no-room',
    retryAfterSeconds: 30,
  })
}
