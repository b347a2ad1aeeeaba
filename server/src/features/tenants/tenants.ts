import { z } from 'zod'
import { Tenant, ChangeTenant } from '#contract/shapes/people.ts'
import { Plan } from '#contract/shapes/plan.ts'
import { query, command } from '#kernel/use-case.ts'
import { step } from '#kernel/step.ts'
import { toTenant, planColumns, toRunTenant } from './tenant.ts'
import { requireOwnTenant } from './visible.ts'
import { updateTenant } from './store.ts'
import { forgetQuota } from './quota.ts'

/** Shows the tenant that one is in. */
export const readTenant = query({
  name: 'tenant.read',
  permission: 'profile:read',
  input: z.strictObject({}),
  output: Tenant,
  run: async ({ tx, scope }) => toTenant(await requireOwnTenant(tx, scope)),
})

/** Changes the tenant's name or description, or opens or closes registration. */
export const changeTenant = command({
  name: 'tenant.change',
  permission: 'tenant:manage',
  input: ChangeTenant,
  output: Tenant,
  async run({ tx, scope, emit }, { name, description, allowsRegistration }) {
    const before = await requireOwnTenant(tx, scope)
    if ((name ?? description ?? allowsRegistration) === undefined) return toTenant(before)
    const row = await updateTenant(tx, scope.tenantId, {
      name: name ?? before.name,
      description: description ?? before.description,
      allows_registration: allowsRegistration ?? before.allows_registration,
    })
    emit({
      type: 'tenant.changed',
      payload: {
        tenantId: row.tenant_id,
        name: row.name,
        ...(row.name !== before.name && { formerName: before.name }),
        ...(row.allows_registration !== before.allows_registration && {
          allowsRegistration: row.allows_registration,
        }),
      },
    })
    return toTenant(row)
  },
})

/** Stores the tenant's plan, from inside it: its name and limits. */
export const storePlan = step(async (context, { plan }: { plan: Plan }) => {
  const { tx, scope, emit } = context
  await requireOwnTenant(tx, scope)
  const row = await updateTenant(tx, scope.tenantId, planColumns(plan))
  emit({ type: 'tenant.planned', payload: { tenantId: row.tenant_id, name: row.name, plan: row.plan } })
  forgetQuota(context)
  return toRunTenant(row)
})
