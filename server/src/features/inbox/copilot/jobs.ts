import { inboxSumUp } from '#features/inbox/handoff/index.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { sumUp } from './sum-up.ts'

export const jobHandlers = [jobHandler(inboxSumUp, { work: sumUp, concurrency: 2 })]
