import { deskResolved } from '#features/handoff/index.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { askForRating } from './ask-for-rating.ts'
import { ratingAsk } from './ask-job.ts'
import { hearResolved } from './hear-resolved.ts'

export const jobHandlers = [
  jobHandler(deskResolved, { flow: hearResolved, concurrency: 2 }),
  jobHandler(ratingAsk, { flow: askForRating, concurrency: 2 }),
]
