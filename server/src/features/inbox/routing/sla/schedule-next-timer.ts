import { scheduleJob, cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { type TimerRow, findRunning } from './timer-store.ts'
import { fireSlaTimers } from '../job-kinds.ts'

const momentsOf = ({ warns_at, due_at, warned_at, breached_at }: TimerRow): Date[] =>
  [warned_at || breached_at ? null : warns_at, breached_at ? null : due_at].filter((at) => at !== null)

/** Looks at a conversation again when the next of its timers warns or is due; this outlasts a restart. */
export async function scheduleNextTimer(context: CommandContext, conversationId: string): Promise<void> {
  const moments = (await findRunning(context.tx, [conversationId])).flatMap(momentsOf)
  if (moments.length === 0) return cancelScheduledJob(context, fireSlaTimers, conversationId)
  const next = new Date(Math.min(...moments.map((at) => at.getTime())))
  scheduleJob(context, fireSlaTimers, conversationId, { conversationId }, next)
}
