import { ConversationRef } from '#contract/shapes/conversation.ts'
import { scheduleJob, cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { z } from 'zod'
import { proactiveCheckRun } from './proactive-check-job.ts'

/** Schedules the next check of a conversation; null: none until something happens in it. */
export function scheduleCheck(context: CommandContext, conversationId: string, again: Date | null): void {
  if (again) scheduleJob(context, proactiveCheckRun, conversationId, { conversationId }, again)
  else cancelScheduledJob(context, proactiveCheckRun, conversationId)
}

/** Leaves a conversation alone, for so long or until something happens in it. Part of `checkConversation`. */
export const settleCheck = command({
  name: 'proactive-check.settle',
  permission: 'internal',
  input: ConversationRef.extend({ againAfterMs: z.int().nullable() }),
  async run(context, { conversationId, againAfterMs }) {
    const again = againAfterMs === null ? null : new Date(context.scope.app.now().getTime() + againAfterMs)
    scheduleCheck(context, conversationId, again)
  },
})
