import { ListTenants, TenantPage } from '#contract/shapes/people.ts'
import { listTenantRows, toRunTenant } from '#features/tenants/index.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { flow } from '#kernel/use-case.ts'

/** Lists all tenants of the server, the oldest first. */
export const listTenants = flow({
  name: 'tenant.list',
  permission: 'platform:manage',
  input: ListTenants,
  output: TenantPage,
  async run({ scope }, { limit, after }) {
    const cursor = readCursor(after)
    const rows = await scope.app.database.system((tx) => listTenantRows(tx, limit + 1, cursor))
    return pageFrom(rows, limit, toRunTenant, (row) => ({
      at: row.created_at.toISOString(),
      id: row.tenant_id,
    }))
  },
})
