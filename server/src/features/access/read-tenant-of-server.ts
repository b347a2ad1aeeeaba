import { RunTenant, TenantRef } from '#contract/shapes/people.ts'
import { findTenant, toRunTenant } from '#features/tenants/index.ts'
import { notFound } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'

/** Reads any tenant of the server, with its plan and whether it is suspended. */
export const readTenantOfServer = flow({
  name: 'tenant.read-of-server',
  permission: 'platform:manage',
  input: TenantRef,
  output: RunTenant,
  async run({ scope }, { tenantId }) {
    const row = await scope.app.database.system((tx) => findTenant(tx, tenantId))
    if (!row) throw notFound('tenant')
    return toRunTenant(row)
  },
})
