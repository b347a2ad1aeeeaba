import { TenantRef } from '#contract/shapes/people.ts'
import { Allowance } from '#contract/shapes/plan.ts'
import { readAllowance } from '#features/tenants/index.ts'
import { flow } from '#kernel/use-case.ts'
import { entrustedScope } from './scopes.ts'

/** Shows the plan of any tenant of the server, and how much of it is used. */
export const readTenantAllowance = flow({
  name: 'tenant.read-allowance-of',
  permission: 'platform:manage',
  input: TenantRef,
  output: Allowance,
  run: ({ scope }, { tenantId }) => readAllowance(entrustedScope(scope, tenantId, scope.actor), {}),
})
