import { randomBytes } from 'node:crypto'
import { sql, type Updateable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { WidgetRow } from './widget.ts'

/** All of the tenant, the oldest first. */
export const listWidgetRows = (tx: Reader): Promise<WidgetRow[]> =>
  tx.selectFrom('widgets').selectAll().orderBy('created_at').orderBy('id').execute()

/** The widget, or Fault `not_found`. */
export async function requireWidget(tx: Reader, id: string): Promise<WidgetRow> {
  const row = await tx.selectFrom('widgets').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('widget')
  return row
}

/** The same, locked until the transaction ends. */
export async function lockWidget(tx: Transaction, id: string): Promise<WidgetRow> {
  const row = await tx.selectFrom('widgets').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound('widget')
  return row
}

/** The widget with a public key; null if there is none. Across tenants only. */
export const findWidgetOfKey = async (tx: Reader, key: string): Promise<WidgetRow | null> =>
  (await tx.selectFrom('widgets').selectAll().where('public_key', '=', key).executeTakeFirst()) ?? null

type Facts = Pick<Updateable<Schema['widgets']>, 'agent_id' | 'allowed_origins'> & {
  name: string
  appearance: string
  forms: string
}

const KEY_BYTES = 16

export const insertWidget = (tx: Transaction, scope: Scope, facts: Facts): Promise<WidgetRow> =>
  tx
    .insertInto('widgets')
    .values({
      tenant_id: scope.tenantId,
      id: uuidv7(),
      public_key: `wk_${randomBytes(KEY_BYTES).toString('base64url')}`,
      ...facts,
    })
    .returningAll()
    .executeTakeFirstOrThrow()

export const updateWidget = (
  tx: Transaction,
  id: string,
  change: Updateable<Schema['widgets']>,
): Promise<WidgetRow> =>
  tx
    .updateTable('widgets')
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/** Deletes a widget with its visitor sessions; its conversations stay. */
export const removeWidget = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('widgets').where('id', '=', id).execute())
