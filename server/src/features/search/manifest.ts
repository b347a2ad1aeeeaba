import { sql } from 'kysely'
import { idsOfVisitor } from '#features/conversations/index.ts'
import type { Manifest } from '#kernel/manifest.ts'
import type { PersonalData } from '#kernel/personal-data.ts'

/**
 * The search entries of visitors' messages. They are updated after the events of their conversations, and stay
 * searchable meanwhile.
 */
const personalEntries: PersonalData = {
  name: 'entries',
  move: async () => {},
  async erase({ tx }, visitorId) {
    const { conversationIds, messageIds } = await idsOfVisitor(tx, visitorId)
    const ids = [...conversationIds, ...messageIds]
    if (ids.length === 0) return 0
    const { numDeletedRows } = await tx
      .deleteFrom('search_entries')
      .where(sql<boolean>`id = ANY(${ids}::uuid[])`)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  },
}

export const manifest: Manifest = {
  personalData: [personalEntries],
}
