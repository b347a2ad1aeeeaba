import { jobHandler } from '#kernel/jobs.ts'
import { mailAnswer } from './email/outgoing/mail-job.ts'
import { smtpResponse } from './email/outgoing/smtp-response.ts'
import { sendAnswer } from './email/outgoing/send-answer.ts'
import { settleMail } from './email/outgoing/settle-mail.ts'

export const jobHandlers = [
  jobHandler(mailAnswer, {
    work: sendAnswer,
    concurrency: 2,
    giveUp: (scope, { mailId }, fault) =>
      settleMail(scope, { mailId, why: 'unreachable', detail: smtpResponse(fault) }),
  }),
] as const
