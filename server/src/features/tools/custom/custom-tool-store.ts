import { type Insertable, sql, type Updateable } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { conflict, notFound } from '#kernel/fault.ts'
import type { CustomToolRow } from './custom-tool.ts'

/** All of the tenant, by name. */
export const listCustomToolRows = (tx: Reader): Promise<CustomToolRow[]> =>
  tx.selectFrom('custom_tools').selectAll().orderBy('name').execute()

/** The custom tool, or Fault `not_found`. */
export async function requireCustomTool(tx: Reader, id: string): Promise<CustomToolRow> {
  const row = await tx.selectFrom('custom_tools').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('tool')
  return row
}

/** The same under its lock. */
export async function lockCustomTool(tx: Transaction, id: string): Promise<CustomToolRow> {
  const row = await tx
    .selectFrom('custom_tools')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('tool')
  return row
}

/** Stores one. Throws Fault `conflict` when its name is taken. */
export async function insertCustomTool(
  tx: Transaction,
  row: Insertable<Schema['custom_tools']>,
): Promise<CustomToolRow> {
  const made = await tx
    .insertInto('custom_tools')
    .values(row)
    .onConflict((on) => on.columns(['tenant_id', 'name']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!made) throw conflict(`A tool named ${row.name} already exists.`)
  return made
}

export const updateCustomTool = (
  tx: Transaction,
  id: string,
  change: Updateable<Schema['custom_tools']>,
): Promise<CustomToolRow> =>
  tx
    .updateTable('custom_tools')
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export const removeCustomTool = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('custom_tools').where('id', '=', id).execute())
