import { z } from 'zod'
import { Tenant, ChangeTenant } from '#contract/shapes/people.ts'
import { query, command } from '#kernel/use-case.ts'
import { toTenant } from './tenant.ts'
import { requireOwnTenant } from './visible.ts'
import { updateTenant } from './store.ts'

/** Shows the tenant that one is in. */
export const readTenant = query({
  name: 'tenant.read',
  permission: 'profile:read',
  input: z.strictObject({}),
  output: Tenant,
  run: async ({ tx, scope }) => toTenant(await requireOwnTenant(tx, scope)),
})

/** Renames or describes the tenant, or opens and closes it for people who register by themselves. */
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
