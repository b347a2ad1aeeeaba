import { PlanTenant, RunTenant } from '#contract/shapes/people.ts'
import { storePlan } from '#features/tenants/index.ts'
import { flow } from '#kernel/use-case.ts'
import { entrustedScope } from './scopes.ts'

/** Puts a tenant on a plan: what it is called, and how much of everything it allows. */
export const planTenant = flow({
  name: 'tenant.plan',
  permission: 'platform:manage',
  input: PlanTenant,
  output: RunTenant,
  run: ({ scope }, { tenantId, plan }) => storePlan(entrustedScope(scope, tenantId, scope.actor), { plan }),
})
