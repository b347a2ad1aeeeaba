import { z } from 'zod'
import { id, Instant } from '#contract/ids.ts'
import { ConversationRef } from '#contract/shapes/conversation.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Assigns waiting conversations, because there may be more of them or more capacity. */
export const workSpread = jobKind({
  name: 'work.spread',
  input: z.strictObject({}),
  triesMax: 8,
})

/** Reassigns unanswered conversations of a member who has been offline for long enough. */
export const memberReassign = jobKind({
  name: 'member.reassign',
  input: z.strictObject({ memberId: id('member'), goneSince: Instant }),
  triesMax: 8,
})

/** Warns that an SLA target is about to be breached, or records the breach. */
export const fireSlaTimers = jobKind({ name: 'sla.fire-timers', input: ConversationRef, triesMax: 8 })
