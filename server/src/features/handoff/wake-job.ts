import { ConversationRef } from '#contract/shapes/conversation.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Opens a conversation again whose snooze is over. */
export const deskWake = jobKind({ name: 'desk.wake', input: ConversationRef, triesMax: 5 })
