export { addTenant } from './add-tenant.ts'
export { forgetQuota, hasQuota, requireQuota, quotaLeft, readQuota } from './quota.ts'
export { changeTenant, readTenant, storePlan } from './tenants.ts'
export { audience } from './manifest.ts'
export {
  deleteSuspendedTenant,
  findFirstTenant,
  findTenant,
  insertTenant,
  listTenantIds,
  listTenantRows,
  updateTenant,
} from './store.ts'
export { type TenantRow, toRunTenant, toTenant } from './tenant.ts'
export { startingContentJob } from './job-kinds.ts'
export { refuseInSuspended, suspended } from './suspended.ts'
export { requireOwnTenant } from './visible.ts'
