import { z } from 'zod'
import { jobKind } from '#kernel/jobs.ts'

/** Tells a webhook of the events that it has not heard of, in order. */
export const webhookDeliver = jobKind({
  name: 'webhook.deliver',
  input: z.strictObject({ webhookId: z.uuid(), batch: z.int() }),
  triesMax: 20,
})
