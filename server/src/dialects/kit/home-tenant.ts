import { uuidv7 } from 'uuidv7'
import { findTenantId, type Visit } from '#features/access/index.ts'
import { addTenant } from '#features/tenants/index.ts'
import type { Application } from '#kernel/application.ts'
import { Fault } from '#kernel/fault.ts'
import { elevateBeforeEntry } from './elevate-scope.ts'

/** The tenant that the first start creates. */
const HOME = { slug: 'main', name: 'Main' }

/**
 * The tenant of callers whose protocol has no tenants: the only one, or the first of several; on a new server it is
 * created now.
 */
export async function findHomeTenant(app: Application, visit: Visit): Promise<string> {
  const found = (await tenantOrNull(app, null)) ?? (await tenantOrNull(app, HOME.slug))
  if (found !== null) return found
  const { id } = await addTenant(elevateBeforeEntry(app, uuidv7(), visit), HOME)
  return id
}

async function tenantOrNull(app: Application, slug: string | null): Promise<string | null> {
  try {
    return await findTenantId(app, slug)
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return null
    throw error
  }
}
