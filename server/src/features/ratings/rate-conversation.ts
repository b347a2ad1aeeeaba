import { RateConversation, Rating } from '#contract/shapes/rating.ts'
import { heardBy, labelConversation, lockVisible } from '#features/conversations/index.ts'
import { conflict, forbidden } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { changeableUntil, findRatings, toRating, updateRating } from './rating-store.ts'
import { findSettings } from './settings/settings-store.ts'

/** Says how a conversation of one's own went, after one was asked. */
export const rateConversation = command({
  name: 'rating.give',
  permission: 'conversation:write',
  input: RateConversation,
  output: Rating,
  async run({ tx, scope, emit }, { conversationId, score, comment }) {
    const conversation = await lockVisible(tx, scope, conversationId)
    if (conversation.owner_id !== scope.actor.id)
      throw forbidden('Only whoever the conversation belongs to says how it went.')
    const [latest] = await findRatings(tx, conversationId)
    if (!latest) throw conflict('Nobody has asked how this conversation went.')
    const settings = await findSettings(tx)
    const now = scope.app.now()
    const until = changeableUntil(latest, settings)
    if (until && until <= now) throw conflict('This rating is too old to be changed.')
    const row = await updateRating(tx, latest.id, {
      score,
      comment: comment ?? latest.comment,
      rated_at: latest.rated_at ?? now,
    })
    await labelConversation(tx, conversationId, { rating_wished: false })
    emit({ type: 'rating.given', payload: { ...heardBy(conversation), score } })
    return toRating(row, settings)
  },
})
