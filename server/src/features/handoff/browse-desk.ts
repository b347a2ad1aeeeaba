import { sql } from 'kysely'
import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { HeldBy } from '#contract/shapes/conversation.ts'
import { DeskConversation, DeskPriority, DeskState } from '#contract/shapes/desk.ts'
import { countAtDesk, type DeskFilter, stretchAtDesk } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'
import { hasPriority, standsIn } from './desk-state-store.ts'
import { showAtDesk } from './show-desk.ts'

const BrowseDesk = z.strictObject({
  offset: z.int().min(0).max(1_000_000),
  limit: z.int().min(0).max(100),
  stands: z
    .array(z.strictObject({ heldBy: HeldBy, state: DeskState }))
    .optional()
    .describe('Those that stand in one of these ways.'),
  memberId: id('member').optional().describe('Those that this member has.'),
  priorities: z.array(DeskPriority).optional(),
  among: z
    .strictObject({ conversationIds: z.array(id('conversation')), personIds: z.array(id('visitor')) })
    .optional()
    .describe('These, and those of these people.'),
})
const COUNTED_MAX = 1_000_000

/** Lists everything that people wrote to us, by numbered pages: for protocols that have no other. */
export const browseDesk = query({
  name: 'desk.browse',
  permission: 'desk:read',
  input: BrowseDesk,
  output: z.object({ items: z.array(DeskConversation), total: z.int() }),
  async run({ tx, scope }, { offset, limit, ...wanted }) {
    const filter = filterFor(wanted)
    const [rows, total] = await Promise.all([
      limit === 0 ? [] : stretchAtDesk(tx, scope, filter, { limit, offset }),
      countAtDesk(tx, scope, filter, COUNTED_MAX),
    ])
    return { items: await showAtDesk(tx, scope, rows), total }
  },
})

type Wanted = Omit<z.output<typeof BrowseDesk>, 'offset' | 'limit'>

function filterFor({ stands, memberId, priorities, among }: Wanted): DeskFilter {
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
    ...(memberId !== undefined && { holderId: memberId }),
    ...(conditions.length > 0 && { passes: sql<boolean>`(${sql.join(conditions, sql` AND `)})` }),
  }
}
