import { jobHandler } from '#kernel/jobs.ts'
import { wakeConversation } from './wake-conversation.ts'
import { inboxWake } from './wake-job.ts'

export const jobHandlers = [jobHandler(inboxWake, { flow: wakeConversation, concurrency: 2 })]
