import { jobHandler } from '#kernel/jobs.ts'
import { mailSend } from './mail-job.ts'
import { sendMail } from './send-mail.ts'

export const jobHandlers = [jobHandler(mailSend, { work: sendMail, concurrency: 2 })] as const
