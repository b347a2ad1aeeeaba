import { ConversationRef } from '#contract/shapes/conversation.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Opens a conversation again whose snooze is over. */
export const inboxWake = jobKind({ name: 'inbox.wake', input: ConversationRef, triesMax: 5 })
