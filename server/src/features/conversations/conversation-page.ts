import { type ExpressionBuilder, sql } from 'kysely'
import type { Page } from '#contract/page.ts'
import type { ConversationFilter } from '#contract/shapes/conversation.ts'
import type { Reader } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { byTime, pageFrom, readCursor } from '#kernel/cursor.ts'
import { olderThan } from '#platform/database/older-than.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ConversationRow } from './conversation-store.ts'
import { listedConversations, visibleConversations } from './visible.ts'

interface Wanted {
  limit: number
  after: string | undefined
  filter: ConversationFilter
  /** Only these, as far as they may be seen; all for undefined. */
  among?: readonly string[]
  /** Only those of this person. */
  ownerId?: string
}

/**
 * A page of the conversations that this actor may see and that pass the filter, the latest activity first. The caller
 * has checked the ids in the filter.
 */
export async function pageOfConversations(
  tx: Reader,
  scope: Scope,
  { limit, after, filter, among, ownerId }: Wanted,
): Promise<Page<ConversationRow>> {
  // The whole list stays one that an index is in the order of.
  const isNamed = among !== undefined || filter.projectId !== undefined
  const cursor = readCursor(after, byTime)
  const pages = (isNamed ? [visibleConversations(scope)] : listedConversations(scope)).map((isSeen) => {
    let select = tx
      .selectFrom('conversations')
      .selectAll()
      .where(isSeen)
      .where(passes(scope, filter, isNamed))
      .orderBy('updated_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (cursor) select = select.where(olderThan('updated_at', cursor))
    if (among) select = select.where(sql<boolean>`id = ANY(${among}::uuid[])`)
    if (ownerId !== undefined) select = select.where('owner_id', '=', ownerId)
    return tx.selectFrom(select.as('page')).selectAll()
  })
  const select = pages
    .reduce((all, page) => all.unionAll(page))
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
  return pageFrom(
    await select.execute(),
    limit,
    (row) => row,
    (row) => ({ at: row.updated_at.toISOString(), id: row.id }),
  )
}

/**
 * The conditions of a filter; `isNamed`: of a project, or among search results. Starred and archived only count for the
 * owner.
 */
const passes =
  (scope: Scope, { starred, archived, projectId, agentId, whose }: ConversationFilter, isNamed: boolean) =>
  ({ eb, and, or, lit }: ExpressionBuilder<Schema, 'conversations'>) => {
    const own = scope.actor.id === null ? lit(false) : eb('owner_id', '=', scope.actor.id)
    const foreign = scope.actor.id === null ? lit(true) : eb('owner_id', '!=', scope.actor.id)
    return and([
      ...(starred === 'only' ? [own, eb('is_starred', '=', lit(true))] : []),
      ...(archived === 'only' ? [own, eb('is_archived', '=', lit(true))] : []),
      ...(archived === 'hide' ? [or([foreign, eb('is_archived', '=', lit(false))])] : []),
      ...(projectId === undefined ? [] : [eb('project_id', '=', projectId)]),
      ...(agentId === undefined ? [] : [eb('agent_id', '=', agentId)]),
      ...(whose === 'own' || (whose === 'personal' && !isNamed) ? [own] : []),
      ...(whose === 'personal' && isNamed ? [or([own, eb('in_inbox', '=', lit(false))])] : []),
      ...(whose === 'inbox' ? [foreign, eb('in_inbox', '=', lit(true))] : []),
    ])
  }
