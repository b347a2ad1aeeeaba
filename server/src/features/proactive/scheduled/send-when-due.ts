import { ScheduledMessageRef } from '#contract/shapes/proactive.ts'
import { flow } from '#kernel/use-case.ts'
import { sendScheduled } from './send-scheduled.ts'

/** Sends a scheduled message when it is due. */
export const sendWhenDue = flow({
  name: 'scheduled-message.send',
  permission: 'internal',
  input: ScheduledMessageRef,
  run: async ({ scope }, ref) => sendScheduled(scope, ref),
})
