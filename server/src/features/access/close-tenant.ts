import { step } from '#kernel/step.ts'
import { forgetQuota, requireOwnTenant, toRunTenant, updateTenant } from '#features/tenants/index.ts'
import { announceEnd } from './session-tokens.ts'

/** Closes or opens the tenant, from inside. */
export const closeTenant = step(
  async (context, { isSuspended }: { isSuspended: boolean }) => {
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
  { evenWhenFull: true },
)
