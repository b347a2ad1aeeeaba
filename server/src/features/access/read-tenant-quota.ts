import { TenantRef } from '#contract/shapes/people.ts'
import { Quota } from '#contract/shapes/plan.ts'
import { readQuota } from '#features/tenants/index.ts'
import { flow } from '#kernel/use-case.ts'
import { entrustedScope } from './scopes.ts'

/** Shows the plan of any tenant of the server, and how much of it is used. */
export const readTenantQuota = flow({
  name: 'tenant.read-quota-of',
  permission: 'platform:manage',
  input: TenantRef,
  output: Quota,
  run: ({ scope }, { tenantId }) => readQuota(entrustedScope(scope, tenantId, scope.actor), {}),
})
