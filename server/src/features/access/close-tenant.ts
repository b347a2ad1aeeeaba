import { z } from 'zod'
import { RunTenant } from '#contract/shapes/people.ts'
import { forgetQuota, requireOwnTenant, toRunTenant, updateTenant } from '#features/tenants/index.ts'
import { command } from '#kernel/use-case.ts'
import { announceEnd } from './credential-topic.ts'

/** Closes or opens the tenant, from inside. */
export const closeTenant = command({
  name: 'tenant.close',
  permission: 'internal',
  input: z.strictObject({ isSuspended: z.boolean() }),
  output: RunTenant,
  async run(context, { isSuspended }) {
    const { tx, scope, emit } = context
    const before = await requireOwnTenant(tx, scope)
    if ((before.suspended_at !== null) === isSuspended) return toRunTenant(before)
    const row = await updateTenant(tx, scope.tenantId, { suspended_at: isSuspended ? new Date() : null })
    emit({
      type: isSuspended ? 'tenant.suspended' : 'tenant.restored',
      payload: { tenantId: row.tenant_id, name: row.name },
    })
    announceEnd(context, row.tenant_id)
    forgetQuota(context)
    return toRunTenant(row)
  },
})
