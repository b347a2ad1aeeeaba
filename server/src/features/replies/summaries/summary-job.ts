import { MessageRef } from '#contract/shapes/conversation.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The work of summing up what lies well before a message. */
export const summaryWrite = jobKind({ name: 'summary.write', input: MessageRef, triesMax: 4 })
