import type { PersonalData } from '#kernel/personal-data.ts'

/** What visitors said of how a conversation went. */
export const personalCsatRatings: PersonalData = {
  name: 'csat-ratings',

  async move({ tx }, fromId, toId) {
    await tx.updateTable('csat_ratings').set({ owner_id: toId }).where('owner_id', '=', fromId).execute()
  },

  collect: (tx, visitorId) =>
    tx
      .selectFrom('csat_ratings')
      .select(['conversation_id as conversationId', 'score', 'comment', 'rated_at as ratedAt'])
      .where('owner_id', '=', visitorId)
      .where('rated_at', 'is not', null)
      .orderBy('id')
      .execute(),

  async erase({ tx }, visitorId) {
    const { numDeletedRows } = await tx
      .deleteFrom('csat_ratings')
      .where('owner_id', '=', visitorId)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  },
}
