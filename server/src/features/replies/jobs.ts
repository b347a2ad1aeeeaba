import { memoryExtraction } from '#features/memory/index.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { failReply } from './end/fail-reply.ts'
import { extractMemories } from './memory/extract-memories.ts'
import { replyWrite } from './request/reply-job.ts'
import type { BegunReply } from './start-reply.ts'
import { summaryWrite } from './summaries/summary-job.ts'
import { writeSummary } from './summaries/write-summary.ts'
import type { Opening } from './titles/opening.ts'
import { titleWrite } from './titles/title-job.ts'
import { writeKnownTitle, writeTitle } from './titles/write-title.ts'
import { writeBegunReply, writeReply } from './write-reply.ts'

export const jobHandlers = [
  jobHandler(replyWrite, {
    work: writeReply,
    goOn: (scope, known) => writeBegunReply(scope, known as BegunReply),
    // A reply mostly waits for its model.
    concurrency: 256,
    giveUp: (scope, { replyId }) => failReply(scope, { replyId }),
  }),
  // What nobody waits for goes on beside the answers, a few at a time.
  jobHandler(summaryWrite, { work: writeSummary, concurrency: 2 }),
  jobHandler(titleWrite, {
    work: writeTitle,
    goOn: (scope, known) => writeKnownTitle(scope, known as Opening),
    concurrency: 8,
  }),
  jobHandler(memoryExtraction, { work: extractMemories, concurrency: 2 }),
]
