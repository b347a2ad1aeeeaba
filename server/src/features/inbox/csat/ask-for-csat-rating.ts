import { step } from '#kernel/step.ts'
import type { JobInput } from '#kernel/jobs.ts'
import { audiencePayload, labelConversation, lockConversation } from '#features/conversations/index.ts'
import { findInboxStates } from '#features/inbox/handoff/index.ts'
import { cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { csatAsk } from './job-kinds.ts'
import { insertCsatRating } from './csat-rating-store.ts'

/** Asks the owner of a conversation how it went, unless it has gone on since. */
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
