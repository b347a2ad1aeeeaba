import { sql } from 'kysely'
import { z } from 'zod'
import { BrowseInbox, InboxRange } from '#contract/shapes/inbox.ts'
import { countInboxConversations, type InboxFilter, readInboxRange } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'
import { hasPriority, standsIn } from './inbox-state-store.ts'
import { showInboxConversations } from './show-inbox-conversation.ts'

const COUNTED_MAX = 1_000_000

/** Lists everything that people wrote to us, by numbered pages: for protocols that have no other. */
export const browseInbox = query({
  name: 'inbox.browse',
  permission: 'inbox:read',
  input: BrowseInbox,
  output: InboxRange,
  async run({ tx, scope }, { offset, limit, ...wanted }) {
    const filter = filterFor(wanted)
    const [rows, total] = await Promise.all([
      limit === 0 ? [] : readInboxRange(tx, scope, filter, { limit, offset }),
      countInboxConversations(tx, scope, filter, COUNTED_MAX),
    ])
    return { items: await showInboxConversations(tx, scope, rows), total }
  },
})

type Wanted = Omit<z.output<typeof BrowseInbox>, 'offset' | 'limit'>

function filterFor({ stands, memberId, priorities, among }: Wanted): InboxFilter {
  const conditions = [
    ...(stands ? [standsIn(stands)] : []),
    ...(priorities ? [hasPriority(priorities)] : []),
    ...(among
      ? [
          sql<boolean>`(conversations.id = ANY(${among.conversationIds}::uuid[])
            OR conversations.owner_id = ANY(${among.personIds}::uuid[]))`,
        ]
      : []),
  ]
  return {
    ...(memberId !== undefined && { assigneeId: memberId }),
    ...(conditions.length > 0 && { passes: sql<boolean>`(${sql.join(conditions, sql` AND `)})` }),
  }
}
