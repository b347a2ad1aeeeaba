import { ConversationRef } from '#contract/shapes/conversation.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Warns that somebody should be answered soon, or notes that it was too late. */
export const fireSlaTimers = jobKind({ name: 'sla.fire-timers', input: ConversationRef, triesMax: 8 })
