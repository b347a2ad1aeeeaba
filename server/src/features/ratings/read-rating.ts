import { RatingWish, ReadRating } from '#contract/shapes/rating.ts'
import { requireVisible } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'
import { findRatings, toRating } from './rating-store.ts'
import { ourQuestions } from './settings/our-questions.ts'
import { findSettings } from './settings/settings-store.ts'

/** Shows what the owner of a conversation is asked of it, and what they said last. */
export const readRating = query({
  name: 'rating.read',
  permission: 'conversation:read',
  input: ReadRating,
  output: RatingWish,
  async run({ tx, scope }, { conversationId, language }) {
    const conversation = await requireVisible(tx, scope, conversationId)
    const settings = await findSettings(tx)
    const [latest] = await findRatings(tx, conversationId)
    return {
      isWished: conversation.rating_wished,
      question: settings.questions[language] || ourQuestions[language],
      rating: latest ? toRating(latest, settings) : null,
    }
  },
})
