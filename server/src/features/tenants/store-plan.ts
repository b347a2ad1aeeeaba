import { step } from '#kernel/step.ts'
import { Plan } from '#contract/shapes/plan.ts'
import { forgetQuota } from './quota.ts'
import { updateTenant } from './store.ts'
import { planColumns, toRunTenant } from './tenant.ts'
import { requireOwnTenant } from './visible.ts'

/** Puts the tenant on a plan, from inside: what it is called, and its limits. */
export const storePlan = step(async (context, { plan }: { plan: Plan }) => {
  const { tx, scope, emit } = context
  await requireOwnTenant(tx, scope)
  const row = await updateTenant(tx, scope.tenantId, planColumns(plan))
  emit({ type: 'tenant.planned', payload: { tenantId: row.tenant_id, name: row.name, plan: row.plan } })
  forgetQuota(context)
  return toRunTenant(row)
})
