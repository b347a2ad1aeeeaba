import type { AttributeKind, ContactAttribute } from '#contract/shapes/contact.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'

/** The tenant's contact attributes, oldest first. */
export const findAttributes = async (tx: Reader): Promise<ContactAttribute[]> =>
  (
    await tx
      .selectFrom('contact_attributes')
      .select(['id', 'key', 'kind'])
      .orderBy('created_at')
      .orderBy('key')
      .execute()
  ).map(({ id, key, kind }) => ({ id, key, kind: kind as AttributeKind }))

/** Stores an attribute; false if the key is taken. */
export async function insertAttribute(
  tx: Transaction,
  { tenantId }: Scope,
  attribute: ContactAttribute,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('contact_attributes')
    .values({ tenant_id: tenantId, ...attribute })
    .onConflict((on) => on.columns(['tenant_id', 'key']).doNothing())
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows) > 0
}

/** Deletes an attribute; returns its key, or null if the ID does not exist. */
export const deleteAttribute = async (tx: Transaction, id: string): Promise<string | null> =>
  (await tx.deleteFrom('contact_attributes').where('id', '=', id).returning('key').executeTakeFirst())?.key ??
  null
