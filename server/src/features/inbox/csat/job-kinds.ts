import { z } from 'zod'
import { id, Instant } from '#contract/ids.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Asks the owner of a resolved conversation how it went, some time after. */
export const csatAsk = jobKind({
  name: 'csat-rating.ask',
  input: z.strictObject({
    conversationId: id('conversation'),
    memberId: id('member').nullable(),
    resolvedAt: Instant,
  }),
  triesMax: 8,
})
