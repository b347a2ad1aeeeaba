import { jobHandler } from '#kernel/jobs.ts'
import { deliverEvents } from './deliver/deliver-events.ts'
import { requeueBatch } from './deliver/requeue-batch.ts'
import { webhookDeliver } from './deliver/webhook-job.ts'

// A slow receiver holds one of them for as long as it may take to answer.
const AT_ONCE = 32
const AFTER_OUR_FAILURE_MS = 300_000

export const jobHandlers = [
  jobHandler(webhookDeliver, {
    work: deliverEvents,
    concurrency: AT_ONCE,
    // What fails here is ours, not the receiver's. Nothing is left out for it.
    giveUp: (scope, batch) => requeueBatch(scope, { ...batch, delayMs: AFTER_OUR_FAILURE_MS }),
  }),
] as const
