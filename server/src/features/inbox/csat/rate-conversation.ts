import { RateConversation, CsatRating } from '#contract/shapes/csat.ts'
import { audiencePayload, labelConversation, lockVisible } from '#features/conversations/index.ts'
import { conflict, forbidden } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { changeableUntil, findCsatRatings, toCsatRating, updateCsatRating } from './csat-rating-store.ts'
import { findSettings } from './settings/settings-store.ts'

/** Rates one of the caller's own conversations after a request. */
export const rateConversation = command({
  name: 'csat-rating.give',
  permission: 'conversation:write',
  input: RateConversation,
  output: CsatRating,
  async run({ tx, scope, emit }, { conversationId, score, comment }) {
    const conversation = await lockVisible(tx, scope, conversationId)
    if (conversation.owner_id !== scope.actor.id)
      throw forbidden('Only the owner of the conversation can rate it.')
    const [latest] = await findCsatRatings(tx, conversationId)
    if (!latest) throw conflict('No rating was requested for this conversation.')
    const settings = await findSettings(tx)
    const now = scope.app.now()
    const until = changeableUntil(latest, settings)
    if (until && until <= now) throw conflict('This CSAT rating is too old to be changed.')
    const row = await updateCsatRating(tx, latest.id, {
      score,
      comment: comment ?? latest.comment,
      rated_at: latest.rated_at ?? now,
    })
    await labelConversation(tx, conversationId, { csat_requested: false })
    emit({ type: 'csat-rating.given', payload: { ...audiencePayload(conversation), score } })
    return toCsatRating(row, settings)
  },
})
