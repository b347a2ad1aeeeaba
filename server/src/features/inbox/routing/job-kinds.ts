import { z } from 'zod'
import { id, Instant } from '#contract/ids.ts'
import { ConversationRef } from '#contract/shapes/conversation.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Gives what waits to whoever has capacity, because more of either may be there. */
export const workSpread = jobKind({
  name: 'work.spread',
  input: z.strictObject({}),
  triesMax: 8,
})

/** Takes unanswered conversations back from a member who has been gone for long enough. */
export const memberReassign = jobKind({
  name: 'member.reassign',
  input: z.strictObject({ memberId: id('member'), goneSince: Instant }),
  triesMax: 8,
})

/** Warns that somebody should be answered soon, or notes that it was too late. */
export const fireSlaTimers = jobKind({ name: 'sla.fire-timers', input: ConversationRef, triesMax: 8 })
