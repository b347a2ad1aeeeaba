import { conversationResolved } from '#features/inbox/handoff/index.ts'
import { scheduleJob } from '#kernel/scheduled-jobs.ts'
import { command, flow } from '#kernel/use-case.ts'
import { csatAsk } from './ask-job.ts'
import { findSettings } from './settings/settings-store.ts'

const MINUTE_MS = 60_000

/** Sees to it that the owner of a conversation is asked how it went, where that is wanted. */
export const handleResolved = flow({
  name: 'csat-rating.handle-resolved',
  permission: 'internal',
  input: conversationResolved.input,
  run: ({ scope }, input) => scheduleNow(scope, input),
})

/** The transaction of it. Part of `handleResolved`. */
const scheduleNow = command({
  name: 'csat-rating.schedule-now',
  permission: 'internal',
  input: conversationResolved.input,
  async run(context, { conversationId, wasWithPeople, memberId, at }): Promise<void> {
    const { isOn, asksAfterAgents, delayMinutes } = await findSettings(context.tx)
    if (!isOn || (!wasWithPeople && !asksAfterAgents)) return
    const input = { conversationId, memberId, resolvedAt: at }
    const dueAt = new Date(new Date(at).getTime() + delayMinutes * MINUTE_MS)
    if (dueAt > context.scope.app.now()) scheduleJob(context, csatAsk, conversationId, input, dueAt)
    else context.enqueue(csatAsk, input)
  },
})
