import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { visibleConversationIds } from '#features/conversations/index.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { sealingTexts } from '#platform/database/sealable.ts'
import type { Schema } from '#platform/database/schema.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

export type ScheduledRow = Selectable<Schema['scheduled_messages']>

/** The scheduled messages of conversations that this actor may see. */
export const visibleScheduled = (tx: Reader, scope: Scope) =>
  tx
    .selectFrom('scheduled_messages')
    .selectAll()
    .where('conversation_id', 'in', visibleConversationIds(tx, scope))

/** The scheduled message, or Fault `not_found`. */
export async function requireScheduled(tx: Reader, scope: Scope, id: string): Promise<ScheduledRow> {
  const row = await visibleScheduled(tx, scope).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('scheduled message')
  return row
}

/** The same without access checks, for background work; null if it is gone. */
export const findScheduled = async (tx: Reader, id: string): Promise<ScheduledRow | null> =>
  (await tx.selectFrom('scheduled_messages').selectAll().where('id', '=', id).executeTakeFirst()) ?? null

export async function countWaiting(tx: Reader, conversationId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('scheduled_messages')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return count
}

export const insertScheduled = (
  tx: Transaction,
  { tenantId }: Scope,
  scheduled: Omit<Insertable<Schema['scheduled_messages']>, 'tenant_id' | 'id'>,
): Promise<ScheduledRow> =>
  tx
    .insertInto('scheduled_messages')
    .values({ ...sealingTexts(scheduled, 'text'), tenant_id: tenantId, id: uuidv7() })
    .returningAll()
    .executeTakeFirstOrThrow()

export const updateScheduled = (
  tx: Transaction,
  id: string,
  change: Updateable<Schema['scheduled_messages']>,
): Promise<ScheduledRow> =>
  tx
    .updateTable('scheduled_messages')
    .set(sealingTexts(change, 'text'))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
