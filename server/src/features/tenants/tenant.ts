import type { Selectable } from 'kysely'
import type { Tenant } from '#contract/shapes/people.ts'
import type { Schema } from '#platform/database/schema.ts'

export type TenantRow = Selectable<Schema['tenants']>

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** How people name a tenant: by its id or by its slug. */
export const namesById = (slugOrId: string): boolean => uuid.test(slugOrId)

export const toTenant = (row: TenantRow): Tenant => ({
  id: row.tenant_id,
  name: row.name,
  slug: row.slug,
  allowsRegistration: row.allows_registration,
  createdAt: row.created_at.toISOString(),
})
