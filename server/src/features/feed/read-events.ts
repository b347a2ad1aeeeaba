import { z } from 'zod'
import type { StoredEvent } from '#contract/events.ts'
import { query } from '#kernel/use-case.ts'
import { eventsAfter } from '#platform/outbox/find-events.ts'

/** What somebody who follows events has missed after a number. Part of `followEvents`. */
export const readEvents = query({
  name: 'event.read',
  permission: 'event:follow',
  input: z.strictObject({ after: z.int(), limit: z.int() }),
  run: async ({ tx }, { after, limit }): Promise<StoredEvent[]> =>
    (await eventsAfter(tx, after, limit)).events as StoredEvent[],
})
