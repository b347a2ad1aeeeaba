import type { Updateable } from 'kysely'
import type { Plan } from '#contract/shapes/plan.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Cursor } from '#kernel/cursor.ts'
import { namesById, planColumns, type TenantRow } from './tenant.ts'

/** The tenant with that slug or ID. Within a tenant only that one is found; across tenants, any. */
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

/** The tenant that was created first; undefined if there is none. An imported one may have an older ID. */
export const findFirstTenant = (tx: Reader): Promise<TenantRow | undefined> =>
  tx.selectFrom('tenants').selectAll().orderBy('created_at').orderBy('tenant_id').limit(1).executeTakeFirst()

/** Stores a tenant; null when its slug is taken. */
export const insertTenant = async (
  tx: Transaction,
  tenant: { id: string; slug: string; name: string; description?: string; plan?: Plan | undefined },
): Promise<TenantRow | null> =>
  (await tx
    .insertInto('tenants')
    .values({
      tenant_id: tenant.id,
      slug: tenant.slug,
      name: tenant.name,
      description: tenant.description ?? '',
      ...(tenant.plan && planColumns(tenant.plan)),
    })
    .onConflict((on) => on.column('slug').doNothing())
    .returningAll()
    .executeTakeFirst()) ?? null

export const updateTenant = (
  tx: Transaction,
  id: string,
  change: Omit<Updateable<Schema['tenants']>, 'tenant_id' | 'slug' | 'created_at'>,
): Promise<TenantRow> =>
  tx.updateTable('tenants').set(change).where('tenant_id', '=', id).returningAll().executeTakeFirstOrThrow()

/** The IDs of tenants in a range, inclusive, in order. Across tenants only. */
export const listTenantIds = async (tx: Reader, from: string, to: string, limit: number): Promise<string[]> =>
  (
    await tx
      .selectFrom('tenants')
      .select('tenant_id')
      .where('tenant_id', '>=', from)
      .where('tenant_id', '<=', to)
      .orderBy('tenant_id')
      .limit(limit)
      .execute()
  ).map((row) => row.tenant_id)

/**
 * Deletes a suspended tenant with everything in it; null if there is none, or it is not suspended. Across tenants only.
 */
export const deleteSuspendedTenant = async (tx: Transaction, id: string): Promise<TenantRow | null> =>
  (await tx
    .deleteFrom('tenants')
    .where('tenant_id', '=', id)
    .where('suspended_at', 'is not', null)
    .returningAll()
    .executeTakeFirst()) ?? null
