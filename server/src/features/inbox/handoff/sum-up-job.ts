import { ConversationRef } from '#contract/shapes/conversation.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Sums a conversation up for whoever takes it over; `features/inbox/copilot` does it. */
export const inboxSumUp = jobKind({ name: 'inbox.sum-up', input: ConversationRef, triesMax: 3 })
