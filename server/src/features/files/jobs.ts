import { jobHandler } from '#kernel/jobs.ts'
import { storeText } from './texts/keep-text.ts'
import { makeText, errorCodeOf } from './texts/make-text.ts'
import { rereadTexts } from './texts/reread-texts.ts'
import { fileText, fileTextsReread } from './texts/text-job.ts'

export const jobHandlers = [
  jobHandler(fileText, {
    work: makeText,
    // Each takes a thread, or waits for a provider.
    concurrency: 2,
    giveUp: (scope, { fileId }, fault) => storeText(scope, { fileId, errorCode: errorCodeOf(fault) }),
  }),
  jobHandler(fileTextsReread, { work: rereadTexts, concurrency: 1 }),
]
