import { deskResolved } from '#features/handoff/index.ts'
import { appoint } from '#kernel/appointments.ts'
import { command, flow } from '#kernel/use-case.ts'
import { ratingAsk } from './ask-job.ts'
import { findSettings } from './settings/settings-store.ts'

const MINUTE_MS = 60_000

/** Sees to it that the owner of a conversation is asked how it went, where that is wanted. */
export const hearResolved = flow({
  name: 'rating.hear-resolved',
  permission: 'internal',
  input: deskResolved.input,
  run: ({ scope }, input) => appointNow(scope, input),
})

/** The transaction of it. Part of `hearResolved`. */
const appointNow = command({
  name: 'rating.appoint-now',
  permission: 'internal',
  input: deskResolved.input,
  async run(context, { conversationId, wasWithPeople, memberId, at }): Promise<void> {
    const { isOn, asksAfterAgents, delayMinutes } = await findSettings(context.tx)
    if (!isOn || (!wasWithPeople && !asksAfterAgents)) return
    const input = { conversationId, memberId, resolvedAt: at }
    const dueAt = new Date(new Date(at).getTime() + delayMinutes * MINUTE_MS)
    if (dueAt > context.scope.app.now()) appoint(context, ratingAsk, conversationId, input, dueAt)
    else context.enqueue(ratingAsk, input)
  },
})
