import { jobHandler } from '#kernel/jobs.ts'
import { failReply } from './replies/fail-reply.ts'
import { replyWrite } from './replies/reply-job.ts'
import type { BegunReply } from './replies/start-reply.ts'
import { writeBegunReply, writeReply } from './replies/write-reply.ts'

export const jobHandlers = [
  jobHandler(replyWrite, {
    flow: writeReply,
    goOn: (scope, known) => writeBegunReply(scope, known as BegunReply),
    // A reply mostly waits for its model.
    concurrency: 256,
    giveUp: (scope, input) => failReply(scope, input),
  }),
]
