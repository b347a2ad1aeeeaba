import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely'
import type { Page } from '#contract/page.ts'
import type { AssigneeKind } from '#contract/shapes/conversation.ts'
import { byTime, pageFrom, readCursor } from '#kernel/cursor.ts'
import { olderThan } from '#platform/database/older-than.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { ConversationRow } from './conversation-store.ts'
import { visibleConversations } from './visible.ts'

/** Selects inbox conversations that meet all given conditions. */
export interface InboxFilter {
  readonly assigneeKind?: AssigneeKind
  readonly assigneeId?: string | null
  /** A condition on `conversations.id`. */
  readonly passes?: RawBuilder<boolean>
}

const passing =
  (scope: Scope, { assigneeKind, assigneeId, passes }: InboxFilter) =>
  (eb: ExpressionBuilder<Schema, 'conversations'>) =>
    eb.and([
      visibleConversations(scope)(eb),
      eb('in_inbox', '=', eb.lit(true)),
      // An opened conversation without messages is left out.
      eb('last_seq', '>', 0),
      ...(assigneeKind ? [eb('assignee_kind', '=', assigneeKind)] : []),
      ...(assigneeId === undefined ? [] : [eb('assignee_id', '=', assigneeId)]),
      ...(passes ? [passes] : []),
    ])

/** A page of inbox conversations that this actor may see, the latest activity first. */
export async function readInboxPage(
  tx: Reader,
  scope: Scope,
  filter: InboxFilter,
  { limit, after }: { limit: number; after: string | undefined },
): Promise<Page<ConversationRow>> {
  let select = tx
    .selectFrom('conversations')
    .selectAll()
    .where(passing(scope, filter))
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
  const cursor = readCursor(after, byTime)
  if (cursor) select = select.where(olderThan('updated_at', cursor))
  return pageFrom(
    await select.execute(),
    limit,
    (row) => row,
    (row) => ({ at: row.updated_at.toISOString(), id: row.id }),
  )
}

/** A range of the same list, by offset. */
export const readInboxRange = (
  tx: Reader,
  scope: Scope,
  filter: InboxFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<ConversationRow[]> =>
  tx
    .selectFrom('conversations')
    .selectAll()
    .where(passing(scope, filter))
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()

const COUNTED_MAX = 1_000

/** The number of matches, up to 1,000 unless a limit is given. */
export async function countInboxConversations(
  tx: Reader,
  scope: Scope,
  filter: InboxFilter,
  most = COUNTED_MAX,
): Promise<number> {
  const { count } = await tx
    .selectFrom((from) =>
      from.selectFrom('conversations').select('id').where(passing(scope, filter)).limit(most).as('found'),
    )
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The number of matching inbox conversations of each of these members; members without any are left out. */
export async function countAssigned(
  tx: Reader,
  memberIds: readonly string[],
  passes: RawBuilder<boolean>,
): Promise<Map<string, number>> {
  if (memberIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('conversations')
    .select((eb) => ['assignee_id', eb.fn.countAll<string>().as('count')])
    .where((eb) => eb('in_inbox', '=', eb.lit(true)))
    .where((eb) => eb('assignee_kind', '=', sql.lit('member')))
    .where('assignee_id', 'in', memberIds)
    .where(passes)
    .groupBy('assignee_id')
    .execute()
  return new Map(rows.map(({ assignee_id, count }) => [assignee_id ?? '', Number(count)]))
}

/** Inbox conversations that are assigned, or that wait in the queue, longest first. */
export const findAssigned = (
  tx: Reader,
  { kind, memberId }: { kind: 'queue' | 'member'; memberId: string | null },
  limit: number,
): Promise<ConversationRow[]> =>
  tx
    .selectFrom('conversations')
    .selectAll()
    .where((eb) => eb('in_inbox', '=', eb.lit(true)))
    .where('assignee_kind', '=', kind)
    .$if(memberId !== null, (select) => select.where('assignee_id', '=', memberId))
    .orderBy('updated_at')
    .orderBy('id')
    .limit(limit)
    .execute()
