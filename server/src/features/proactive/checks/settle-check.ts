import { step } from '#kernel/step.ts'
import { scheduleJob, cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { proactiveCheckRun } from '../job-kinds.ts'

/** Schedules the next check of a conversation; null: none until something happens in it. */
export function scheduleCheck(context: CommandContext, conversationId: string, again: Date | null): void {
  if (again) scheduleJob(context, proactiveCheckRun, conversationId, { conversationId }, again)
  else cancelScheduledJob(context, proactiveCheckRun, conversationId)
}

/** Leaves a conversation alone until a given time, or until something happens in it. Part of `checkConversation`. */
export const settleCheck = step(
  async (
    context,
    { conversationId, againAfterMs }: { conversationId: string; againAfterMs: number | null },
  ) => {
    const again = againAfterMs === null ? null : new Date(context.scope.app.now().getTime() + againAfterMs)
    scheduleCheck(context, conversationId, again)
  },
)
