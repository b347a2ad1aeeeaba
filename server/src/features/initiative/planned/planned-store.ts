import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { visibleConversationIds } from '#features/conversations/index.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { sealingTexts } from '#platform/database/sealable.ts'
import type { Schema } from '#platform/database/schema.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

export type PlannedRow = Selectable<Schema['planned_messages']>

/** What is planned in conversations that this actor may see. */
export const visiblePlanned = (tx: Reader, scope: Scope) =>
  tx
    .selectFrom('planned_messages')
    .selectAll()
    .where('conversation_id', 'in', visibleConversationIds(tx, scope))

/** The planned message, or Fault `not_found`. */
export async function requirePlanned(tx: Reader, scope: Scope, id: string): Promise<PlannedRow> {
  const row = await visiblePlanned(tx, scope).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('planned message')
  return row
}

/** It without asking who looks; null when it is gone. For work that nobody asked for by hand. */
export const findPlanned = async (tx: Reader, id: string): Promise<PlannedRow | null> =>
  (await tx.selectFrom('planned_messages').selectAll().where('id', '=', id).executeTakeFirst()) ?? null

export async function countWaiting(tx: Reader, conversationId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('planned_messages')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return count
}

export const insertPlanned = (
  tx: Transaction,
  { tenantId }: Scope,
  planned: Omit<Insertable<Schema['planned_messages']>, 'tenant_id' | 'id'>,
): Promise<PlannedRow> =>
  tx
    .insertInto('planned_messages')
    .values({ ...sealingTexts(planned, 'text'), tenant_id: tenantId, id: uuidv7() })
    .returningAll()
    .executeTakeFirstOrThrow()

export const updatePlanned = (
  tx: Transaction,
  id: string,
  change: Updateable<Schema['planned_messages']>,
): Promise<PlannedRow> =>
  tx
    .updateTable('planned_messages')
    .set(sealingTexts(change, 'text'))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
