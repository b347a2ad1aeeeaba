import { ConversationRef } from '#contract/shapes/conversation.ts'
import { RatingList } from '#contract/shapes/rating.ts'
import { requireAtDesk } from '#features/handoff/index.ts'
import { query } from '#kernel/use-case.ts'
import { findRatings, toRating } from './rating-store.ts'
import { findSettings } from './settings/settings-store.ts'

/** Lists what the owner of a conversation said of it, for the desk. */
export const listRatings = query({
  name: 'rating.list',
  permission: 'desk:read',
  input: ConversationRef,
  output: RatingList,
  async run({ tx, scope }, { conversationId }) {
    await requireAtDesk(tx, scope, conversationId)
    const settings = await findSettings(tx)
    const rows = await findRatings(tx, conversationId)
    return { items: rows.map((row) => toRating(row, settings)) }
  },
})
