import { z } from 'zod'
import { jobKind } from '#kernel/jobs.ts'

/** Delivers a webhook's outstanding events, in order. */
export const webhookDeliver = jobKind({
  name: 'webhook.deliver',
  input: z.strictObject({ webhookId: z.uuid(), batch: z.int() }),
  triesMax: 20,
})
