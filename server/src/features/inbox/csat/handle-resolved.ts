import { step } from '#kernel/step.ts'
import type { JobInput } from '#kernel/jobs.ts'
import { conversationResolved } from '#features/inbox/handoff/index.ts'
import { scheduleJob } from '#kernel/scheduled-jobs.ts'
import { csatAsk } from './job-kinds.ts'
import { findSettings } from './settings/settings-store.ts'

const MINUTE_MS = 60_000

/** Sees to it that the owner of a conversation is asked how it went, where that is wanted. */
export const handleResolved = step(
  async (
    context,
    { conversationId, wasWithPeople, memberId, at }: JobInput<typeof conversationResolved>,
  ): Promise<void> => {
    const { isOn, asksAfterAgents, delayMinutes } = await findSettings(context.tx)
    if (!isOn || (!wasWithPeople && !asksAfterAgents)) return
    const input = { conversationId, memberId, resolvedAt: at }
    const dueAt = new Date(new Date(at).getTime() + delayMinutes * MINUTE_MS)
    if (dueAt > context.scope.app.now()) scheduleJob(context, csatAsk, conversationId, input, dueAt)
    else context.enqueue(csatAsk, input)
  },
)
