import { ConversationRef } from '#contract/shapes/conversation.ts'
import { CsatRatingList } from '#contract/shapes/csat.ts'
import { requireInboxConversation } from '#features/inbox/handoff/index.ts'
import { query } from '#kernel/use-case.ts'
import { findCsatRatings, toCsatRating } from './csat-rating-store.ts'
import { findSettings } from './settings/settings-store.ts'

/** Lists what the owner of a conversation said of it, for operators. */
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
