import { ScheduledMessageRef } from '#contract/shapes/proactive.ts'
import { ConversationRef } from '#contract/shapes/conversation.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Sends a scheduled message when it is due. */
export const scheduledMessageSend = jobKind({
  name: 'scheduled-message.send',
  input: ScheduledMessageRef,
  triesMax: 5,
})

/** Checks whether the agent of a quiet conversation writes first. */
export const proactiveCheckRun = jobKind({ name: 'proactive-check.run', input: ConversationRef, triesMax: 3 })
