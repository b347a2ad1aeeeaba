import { z } from 'zod'
import { TenantRef } from '#contract/shapes/people.ts'
import { deleteSuspendedTenant, findTenant } from '#features/tenants/index.ts'
import { Fault, notFound } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'
import { insertEvents } from '#platform/outbox/insert-events.ts'

/** Deletes a suspended tenant with everything that is in it, for good. */
export const deleteTenant = flow({
  name: 'tenant.delete',
  permission: 'platform:manage',
  input: TenantRef,
  output: z.null(),
  async run({ scope, ports }, { tenantId }) {
    const { database, wake } = scope.app
    const told = await database.system(async (tx) => {
      const row = await deleteSuspendedTenant(tx, tenantId)
      if (!row) {
        if (!(await findTenant(tx, tenantId))) throw notFound('tenant')
        throw new Fault('precondition_failed', 'Suspend the tenant before you delete it.')
      }
      // Its own log is gone with it, so it is told where whoever did it stands.
      return insertEvents(tx, scope, [{ type: 'tenant.deleted', payload: { tenantId, name: row.name } }])
    })
    wake.listeners(told)
    await ports.blobs.removeFolder(`uploads/${tenantId}`)
    await ports.blobs.removeFolder(`quarantine/${tenantId}`)
    return null
  },
})
