import { z } from 'zod'
import { jobKind } from '#kernel/jobs.ts'

/** Mails one answer of a conversation. */
export const mailAnswer = jobKind({
  name: 'mail.answer',
  input: z.strictObject({ mailId: z.uuid() }),
  triesMax: 12,
})
