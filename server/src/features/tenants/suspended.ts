import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader } from '#platform/database/open.ts'
import { requireOwnTenant } from './visible.ts'

/** The error for everybody who uses a suspended tenant. */
export const suspended = () =>
  new Fault('forbidden', 'This organisation is suspended. Ask the administrator of this server.', {
    reason: 'suspended',
  })

/** Throws Fault `forbidden` if the scope's tenant is suspended. */
export async function refuseInSuspended(tx: Reader, scope: Scope): Promise<void> {
  if ((await requireOwnTenant(tx, scope)).suspended_at) throw suspended()
}
