import { jobHandler } from '#kernel/jobs.ts'
import { failReply } from './fail-reply.ts'
import { replyWrite } from './reply-job.ts'
import { writeReply } from './write-reply.ts'

export const jobHandlers = [
  jobHandler(replyWrite, {
    flow: writeReply,
    // A reply mostly waits for its model.
    concurrency: 256,
    giveUp: (scope, input) => failReply(scope, input),
  }),
]
