import { setTimeout as wait } from 'node:timers/promises'
import type { Ports } from '#kernel/ports.ts'

/** For tests in which nobody reads along: what would pause, between the messages of an answer or two looks, goes on nearly at once. */
export const briefPause: Ports['pause'] = (_milliseconds, signal) => wait(5, undefined, { signal })
