import { z } from 'zod'

/** What is noted of every mail that comes. */
export const MailFacts = z.strictObject({
  channelId: z.uuid(),
  /** Its Message-ID. */
  outsideId: z.string(),
  address: z.string(),
  subject: z.string(),
})
