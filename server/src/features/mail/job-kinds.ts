import { z } from 'zod'
import { jobKind } from '#kernel/jobs.ts'

/** Sends one email. Recipient and content are encrypted: they may contain links that grant access. */
export const mailSend = jobKind({
  name: 'mail.send',
  input: z.strictObject({ mailId: z.uuid(), sealed: z.string() }),
  triesMax: 12,
})

export const placeOfMail = (tenantId: string, mailId: string): string => `mails/${tenantId}/${mailId}`
