import { PlannedMessageRef } from '#contract/shapes/initiative.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The work of saying what was planned, when it is due. */
export const plannedMessageSay = jobKind({
  name: 'planned-message.say',
  input: PlannedMessageRef,
  triesMax: 5,
})
