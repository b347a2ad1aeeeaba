import { z } from 'zod'
import { query } from '#kernel/use-case.ts'
import { eventsAfter } from './events-after.ts'

/** What somebody who follows events has missed after a number. Part of `followEvents`. */
export const readEvents = query({
  name: 'event.read',
  permission: 'event:follow',
  input: z.strictObject({ after: z.int(), limit: z.int() }),
  run: ({ tx }, { after, limit }) => eventsAfter(tx, after, limit),
})
