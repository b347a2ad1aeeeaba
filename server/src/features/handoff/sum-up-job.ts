import { ConversationRef } from '#contract/shapes/conversation.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Sums a conversation up for whoever takes it over; `features/copilot` does it. */
export const deskSumUp = jobKind({ name: 'desk.sum-up', input: ConversationRef, triesMax: 3 })
