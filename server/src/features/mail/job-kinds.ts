import { z } from 'zod'
import { jobKind } from '#kernel/jobs.ts'

/** Sends one mail. Whom it is for and what it says is sealed: it may hold links that let somebody in. */
export const mailSend = jobKind({
  name: 'mail.send',
  input: z.strictObject({ mailId: z.uuid(), sealed: z.string() }),
  triesMax: 12,
})

export const placeOfMail = (tenantId: string, mailId: string): string => `mails/${tenantId}/${mailId}`
