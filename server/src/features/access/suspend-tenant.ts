import { RunTenant, TenantRef } from '#contract/shapes/people.ts'
import { Fault } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'
import { closeTenant } from './close-tenant.ts'
import { credentialOf, entrustedScope } from './scopes.ts'

/** Suspends a tenant: its people are refused, what is open for them ends, and its jobs wait. Nothing of it is lost. */
export const suspendTenant = flow({
  name: 'tenant.suspend',
  permission: 'platform:manage',
  input: TenantRef,
  output: RunTenant,
  run: async ({ scope }, { tenantId }) => {
    if (tenantId === scope.tenantId || tenantId === credentialOf(scope)?.tenantId)
      throw new Fault('precondition_failed', 'You cannot suspend the tenant that you are in.')
    return closeTenant(entrustedScope(scope, tenantId, scope.actor), { isSuspended: true })
  },
})
