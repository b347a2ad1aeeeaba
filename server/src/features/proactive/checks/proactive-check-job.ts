import { ConversationRef } from '#contract/shapes/conversation.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Checks whether the agent of a quiet conversation writes first. */
export const proactiveCheckRun = jobKind({ name: 'proactive-check.run', input: ConversationRef, triesMax: 3 })
