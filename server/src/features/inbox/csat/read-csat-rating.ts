import { CsatRequest, ReadCsatRating } from '#contract/shapes/csat.ts'
import { requireVisible } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'
import { findCsatRatings, toCsatRating } from './csat-rating-store.ts'
import { ourQuestions } from './settings/our-questions.ts'
import { findSettings } from './settings/settings-store.ts'

/** Shows what the owner of a conversation is asked of it, and what they said last. */
export const readCsatRating = query({
  name: 'csat-rating.read',
  permission: 'conversation:read',
  input: ReadCsatRating,
  output: CsatRequest,
  async run({ tx, scope }, { conversationId, language }) {
    const conversation = await requireVisible(tx, scope, conversationId)
    const settings = await findSettings(tx)
    const [latest] = await findCsatRatings(tx, conversationId)
    return {
      isRequested: conversation.csat_requested,
      question: settings.questions[language] || ourQuestions[language],
      csatRating: latest ? toCsatRating(latest, settings) : null,
    }
  },
})
