import { type Insertable, sql, type Updateable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'
import { indexVisitor } from './index-visitor.ts'
import { findSurvivor, findVisitor, type VisitorRow } from './visitor-store.ts'

type Known = Pick<
  Insertable<Schema['visitors']>,
  | 'external_id'
  | 'name'
  | 'email'
  | 'phone'
  | 'locale'
  | 'time_zone'
  | 'company'
  | 'attributes'
  | 'origin'
  | 'created_at'
  | 'last_seen_at'
> & { id?: string }

/** The contact with that ID, or the one that it was merged into; null if there is none. */
export async function findContact(tx: Reader, tenantId: string, id: string): Promise<VisitorRow | null> {
  const row = await findVisitor(tx, tenantId, id)
  return row && findSurvivor(tx, row)
}

/** The same by external ID. */
export async function findContactByExternalId(tx: Reader, externalId: string): Promise<VisitorRow | null> {
  const row = await tx
    .selectFrom('visitors')
    .selectAll()
    .where('external_id', '=', externalId)
    .executeTakeFirst()
  return row ? findSurvivor(tx, row) : null
}

/** The rows of these ids as they are, locked until the transaction ends, in one order. */
export const lockVisitors = (tx: Transaction, ids: readonly string[]): Promise<VisitorRow[]> =>
  tx.selectFrom('visitors').selectAll().where('id', 'in', ids).orderBy('id').forUpdate().execute()

/** Stores a contact; null if the external ID is taken. */
export async function insertContact(tx: Transaction, scope: Scope, known: Known): Promise<VisitorRow | null> {
  const row = await tx
    .insertInto('visitors')
    .values({ ...known, tenant_id: scope.tenantId, id: known.id ?? uuidv7() })
    .onConflict((on) => on.columns(['tenant_id', 'external_id']).doNothing())
    .returningAll()
    .executeTakeFirst()
  return row ? indexVisitor(tx, row) : null
}

/** Changes the data of a contact and its search entry. */
export const updateContact = async (
  tx: Transaction,
  id: string,
  change: Updateable<Schema['visitors']>,
): Promise<VisitorRow> =>
  indexVisitor(
    tx,
    await tx
      .updateTable('visitors')
      .set(change)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  )

/** Points one visitor, and all who were merged into it, to another one. Returns all their IDs. */
export async function pointVisitors(tx: Transaction, fromId: string, toId: string): Promise<string[]> {
  const rows = await tx
    .updateTable('visitors')
    .set({ merged_into: toId })
    .where((eb) => eb.or([eb('id', '=', fromId), eb('merged_into', '=', fromId)]))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** The IDs of a contact and of all who were merged into it. */
export const idsOfContact = async (tx: Reader, id: string): Promise<string[]> =>
  (
    await tx
      .selectFrom('visitors')
      .select('id')
      .where((eb) => eb.or([eb('id', '=', id), eb('merged_into', '=', id)]))
      .execute()
  ).map((row) => row.id)

/** Voids the tokens by which these visitors are recognized. */
export const voidTokens = async (tx: Transaction, ids: readonly string[]) =>
  void (await tx
    .updateTable('visitors')
    .set({ token_hash: null, token_expires_at: null })
    .where('id', 'in', ids)
    .execute())

/** Removes a contact with all who were merged into it. */
export const removeContact = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('visitors').where('id', '=', id).execute())

/** Forgets what contacts of the tenant say by a key. */
export const dropAttribute = async (tx: Transaction, key: string) =>
  void (await tx
    .updateTable('visitors')
    .set({ attributes: sql<string>`attributes - ${key}::text` })
    .where(sql<boolean>`attributes ? ${key}::text`)
    .execute())
