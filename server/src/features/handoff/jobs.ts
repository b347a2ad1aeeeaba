import { jobHandler } from '#kernel/jobs.ts'
import { wakeConversation } from './wake-conversation.ts'
import { deskWake } from './wake-job.ts'

export const jobHandlers = [jobHandler(deskWake, { flow: wakeConversation, concurrency: 2 })]
