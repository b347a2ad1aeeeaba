import { sql } from 'kysely'
import { idsOfVisitor } from '#features/conversations/index.ts'
import type { PersonalData } from '#kernel/personal-data.ts'

/** Suggestions that conversations of visitors led to. One that became a version of its agent stays, without its reason. */
export const personalSuggestions: PersonalData = {
  name: 'suggestions',
  move: async () => {},
  async erase({ tx }, visitorId) {
    const { conversationIds } = await idsOfVisitor(tx, visitorId)
    if (conversationIds.length === 0) return 0
    const { numDeletedRows } = await tx
      .deleteFrom('suggestions')
      .where(sql<boolean>`conversation_id = ANY(${conversationIds}::uuid[])`)
      .where('version', 'is', null)
      .executeTakeFirstOrThrow()
    const { numUpdatedRows } = await tx
      .updateTable('suggestions')
      .set({ reason: '', evidence: [], conversation_id: null })
      .where(sql<boolean>`conversation_id = ANY(${conversationIds}::uuid[])`)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows) + Number(numUpdatedRows)
  },
}
