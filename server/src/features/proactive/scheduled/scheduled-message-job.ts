import { ScheduledMessageRef } from '#contract/shapes/proactive.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Sends a scheduled message when it is due. */
export const scheduledMessageSend = jobKind({
  name: 'scheduled-message.send',
  input: ScheduledMessageRef,
  triesMax: 5,
})
