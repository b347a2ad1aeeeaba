import { RunTenant, TenantRef } from '#contract/shapes/people.ts'
import { flow } from '#kernel/use-case.ts'
import { closeTenant } from './close-tenant.ts'
import { entrustedScope } from './scopes.ts'

/** Opens a suspended tenant again, as it was. */
export const restoreTenant = flow({
  name: 'tenant.restore',
  permission: 'platform:manage',
  input: TenantRef,
  output: RunTenant,
  run: ({ scope }, { tenantId }) =>
    closeTenant(entrustedScope(scope, tenantId, scope.actor), { isSuspended: false }),
})
