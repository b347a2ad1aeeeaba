import type { Updateable } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Cursor } from '#kernel/cursor.ts'
import { namesById, type TenantRow } from './tenant.ts'

/** The tenant of that slug or id. Inside a tenant there is only that one to find; across tenants, any. */
export const findTenant = async (tx: Reader, slugOrId: string): Promise<TenantRow | null> =>
  (await tx
    .selectFrom('tenants')
    .selectAll()
    .where(namesById(slugOrId) ? 'tenant_id' : 'slug', '=', slugOrId)
    .executeTakeFirst()) ?? null

/** Tenants of the server, oldest first, after a cursor. Across tenants only. */
export const listTenantRows = (tx: Reader, limit: number, after: Cursor | null): Promise<TenantRow[]> => {
  const select = tx.selectFrom('tenants').selectAll().orderBy('tenant_id').limit(limit)
  return (after ? select.where('tenant_id', '>', after.id) : select).execute()
}

/** Stores a tenant; null when its slug is taken. */
export const insertTenant = async (
  tx: Transaction,
  tenant: { id: string; slug: string; name: string },
): Promise<TenantRow | null> =>
  (await tx
    .insertInto('tenants')
    .values({ tenant_id: tenant.id, slug: tenant.slug, name: tenant.name })
    .onConflict((on) => on.column('slug').doNothing())
    .returningAll()
    .executeTakeFirst()) ?? null

export const updateTenant = (
  tx: Transaction,
  id: string,
  change: Pick<Updateable<Schema['tenants']>, 'name' | 'allows_registration'>,
): Promise<TenantRow> =>
  tx.updateTable('tenants').set(change).where('tenant_id', '=', id).returningAll().executeTakeFirstOrThrow()
