import { jobHandler } from '#kernel/jobs.ts'
import { deliverEvents } from './deliver/deliver-events.ts'
import { passOn } from './deliver/pass-on.ts'
import { webhookDeliver } from './deliver/webhook-job.ts'

// A slow receiver holds one of them for as long as it may take to answer.
const AT_ONCE = 32
const AFTER_OUR_FAILURE_MS = 300_000

export const jobHandlers = [
  jobHandler(webhookDeliver, {
    flow: deliverEvents,
    concurrency: AT_ONCE,
    // What fails here is ours, not the receiver's. Nothing is left out for it.
    giveUp: (scope, round) => passOn(scope, { ...round, delayMs: AFTER_OUR_FAILURE_MS }),
  }),
] as const
