import { ConversationRef } from '#contract/shapes/conversation.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The work of looking at a quiet conversation, whether its agent should speak first. */
export const conversationLook = jobKind({ name: 'conversation.look', input: ConversationRef, triesMax: 3 })
