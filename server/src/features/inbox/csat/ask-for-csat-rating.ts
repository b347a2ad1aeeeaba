import { audiencePayload, labelConversation, lockConversation } from '#features/conversations/index.ts'
import { findInboxStates, conversationResolved } from '#features/inbox/handoff/index.ts'
import { step } from '#kernel/step.ts'
import type { JobInput } from '#kernel/jobs.ts'
import { cancelScheduledJob, scheduleJob } from '#kernel/scheduled-jobs.ts'
import { csatAsk } from './job-kinds.ts'
import { insertCsatRating } from './csat-rating-store.ts'
import { findSettings } from './settings/settings-store.ts'

/** Asks the owner of a conversation for a CSAT rating, unless the conversation has continued. */
export const askForCsatRating = step(
  async (context, { conversationId, memberId, resolvedAt }: JobInput<typeof csatAsk>): Promise<void> => {
    const { tx, scope, emit } = context
    cancelScheduledJob(context, csatAsk, conversationId)
    const conversation = await lockConversation(tx, conversationId)
    const state = (await findInboxStates(tx, [conversationId])).get(conversationId)?.state
    if (!conversation || state !== 'resolved') return
    const isNew = await insertCsatRating(tx, scope, conversation, {
      memberId,
      resolvedAt: new Date(resolvedAt),
      askedAt: scope.app.now(),
    })
    if (!isNew) return
    await labelConversation(tx, conversationId, { csat_requested: true })
    emit({ type: 'csat-rating.requested', payload: audiencePayload(conversation) })
  },
)

const MINUTE_MS = 60_000

/** Schedules the CSAT request for a resolved conversation, if ratings are on. */
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
