import type { Selectable } from 'kysely'
import type { RunTenant, Tenant } from '#contract/shapes/people.ts'
import type { Limits, Plan } from '#contract/shapes/plan.ts'
import type { Schema } from '#platform/database/schema.ts'

export type TenantRow = Selectable<Schema['tenants']>

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** How people name a tenant: by its id or by its slug. */
export const namesById = (slugOrId: string): boolean => uuid.test(slugOrId)

export const toTenant = (row: TenantRow): Tenant => ({
  id: row.tenant_id,
  name: row.name,
  slug: row.slug,
  description: row.description,
  allowsRegistration: row.allows_registration,
  createdAt: row.created_at.toISOString(),
})

/** A plan as columns of a tenant's row. */
export const planColumns = ({ name, limits }: Plan) => ({
  plan: name,
  documents_max: limits.documents,
  storage_bytes_max: limits.storageBytes,
  messages_max: limits.messagesPerMonth,
  tokens_max: limits.tokensPerMonth,
})

export const limitsOf = (row: TenantRow): Limits => ({
  documents: row.documents_max,
  storageBytes: row.storage_bytes_max,
  messagesPerMonth: row.messages_max,
  tokensPerMonth: row.tokens_max,
})

export const planOf = (row: TenantRow): Plan => ({ name: row.plan, limits: limitsOf(row) })

/** The same for the operators of the server. */
export const toRunTenant = (row: TenantRow): RunTenant => ({
  ...toTenant(row),
  suspendedAt: row.suspended_at?.toISOString() ?? null,
  plan: planOf(row),
})
