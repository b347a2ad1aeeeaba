import { PlanTenant, RunTenant, TenantRef } from '#contract/shapes/people.ts'
import { Quota } from '#contract/shapes/plan.ts'
import { storePlan, readQuota } from '#features/tenants/index.ts'
import { flow } from '#kernel/use-case.ts'
import { entrustedScope } from './scopes.ts'

/** Puts a tenant on a plan with a name and quotas. */
export const planTenant = flow({
  name: 'tenant.plan',
  permission: 'platform:manage',
  input: PlanTenant,
  output: RunTenant,
  run: ({ scope }, { tenantId, plan }) => storePlan(entrustedScope(scope, tenantId, scope.actor), { plan }),
})

/** Reads the plan of any tenant of the server, with its current usage. */
export const readTenantQuota = flow({
  name: 'tenant.read-quota-of',
  permission: 'platform:manage',
  input: TenantRef,
  output: Quota,
  run: ({ scope }, { tenantId }) => readQuota(entrustedScope(scope, tenantId, scope.actor), {}),
})
