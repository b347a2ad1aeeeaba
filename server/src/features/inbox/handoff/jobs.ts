import { jobHandler } from '#kernel/jobs.ts'
import { wakeConversation } from './wake-conversation.ts'
import { inboxWake } from './wake-job.ts'

export const jobHandlers = [jobHandler(inboxWake, { work: wakeConversation, concurrency: 2 })]
