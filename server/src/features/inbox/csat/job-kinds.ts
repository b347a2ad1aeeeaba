import { z } from 'zod'
import { id, Instant } from '#contract/ids.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Asks the owner of a resolved conversation for a rating, some time later. */
export const csatAsk = jobKind({
  name: 'csat-rating.ask',
  input: z.strictObject({
    conversationId: id('conversation'),
    memberId: id('member').nullable(),
    resolvedAt: Instant,
  }),
  triesMax: 8,
})
