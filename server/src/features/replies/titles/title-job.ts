import { ConversationRef } from '#contract/shapes/conversation.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The work of finding a title for a conversation that nobody named. */
export const titleWrite = jobKind({ name: 'title.write', input: ConversationRef, triesMax: 3 })
