import { heardBy, labelConversation, lockConversation } from '#features/conversations/index.ts'
import { findDeskStates } from '#features/handoff/index.ts'
import { cancelAppointment } from '#kernel/appointments.ts'
import { command, flow } from '#kernel/use-case.ts'
import { ratingAsk } from './ask-job.ts'
import { insertRating } from './rating-store.ts'

/** Asks the owner of a conversation how it went, unless it has gone on since. */
export const askForRating = flow({
  name: 'rating.ask',
  permission: 'internal',
  input: ratingAsk.input,
  run: ({ scope }, input) => askNow(scope, input),
})

/** The transaction of it. Part of `askForRating`. */
const askNow = command({
  name: 'rating.ask-now',
  permission: 'internal',
  input: ratingAsk.input,
  async run(context, { conversationId, memberId, resolvedAt }): Promise<void> {
    const { tx, scope, emit } = context
    cancelAppointment(context, ratingAsk, conversationId)
    const conversation = await lockConversation(tx, conversationId)
    const state = (await findDeskStates(tx, [conversationId])).get(conversationId)?.state
    if (!conversation || state !== 'resolved') return
    const isNew = await insertRating(tx, scope, conversation, {
      memberId,
      resolvedAt: new Date(resolvedAt),
      askedAt: scope.app.now(),
    })
    if (!isNew) return
    await labelConversation(tx, conversationId, { rating_wished: true })
    emit({ type: 'rating.wished', payload: heardBy(conversation) })
  },
})
