import { conversationResolved } from '#features/inbox/handoff/index.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { askForCsatRating } from './ask-for-csat-rating.ts'
import { csatAsk } from './ask-job.ts'
import { handleResolved } from './handle-resolved.ts'

export const jobHandlers = [
  jobHandler(conversationResolved, { work: handleResolved, concurrency: 2 }),
  jobHandler(csatAsk, { work: askForCsatRating, concurrency: 2 }),
]
