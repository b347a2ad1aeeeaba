import { findTenantIdBetween } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { isSameHexId, rangesOfHexId } from './hex-id.ts'

/** Our ID of the tenant with these digits; null if there is none. */
export async function findTenantOfHexId(app: Application, hexId: string): Promise<string | null> {
  for (const range of rangesOfHexId(hexId)) {
    const found = await findTenantIdBetween(app, range, (id) => isSameHexId(hexId, id))
    if (found !== null) return found
  }
  return null
}
