import type { Reader } from '#platform/database/open.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { findTenant } from './store.ts'
import type { TenantRow } from './tenant.ts'

/** The tenant that an actor sees: the one it entered. Fault `not_found` if it is gone. */
export async function requireOwnTenant(tx: Reader, scope: Scope): Promise<TenantRow> {
  const row = await findTenant(tx, scope.tenantId)
  if (!row) throw notFound('tenant')
  return row
}
