import { ConversationRef } from '#contract/shapes/conversation.ts'
import { CsatRatingList, CsatRequest, ReadCsatRating, type CsatLanguage } from '#contract/shapes/csat.ts'
import { requireInboxConversation } from '#features/inbox/handoff/index.ts'
import { requireVisible } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'
import { findCsatRatings, toCsatRating } from './csat-rating-store.ts'
import { findSettings } from './settings/settings-store.ts'

/** Lists the CSAT ratings of a conversation, for operators. */
export const listCsatRatings = query({
  name: 'csat-rating.list',
  permission: 'inbox:read',
  input: ConversationRef,
  output: CsatRatingList,
  async run({ tx, scope }, { conversationId }) {
    await requireInboxConversation(tx, scope, conversationId)
    const settings = await findSettings(tx)
    const rows = await findCsatRatings(tx, conversationId)
    return { items: rows.map((row) => toCsatRating(row, settings)) }
  },
})

/** Returns the question that the owner of a conversation is asked, and their last rating. */
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

/** The default wording, for tenants without their own. */
const ourQuestions: Record<CsatLanguage, string> = {
  en: 'How did this conversation go?',
  'zh-CN': '您对这次服务满意吗？',
  'zh-TW': '您對這次服務滿意嗎？',
}
