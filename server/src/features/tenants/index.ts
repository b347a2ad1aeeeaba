export { addTenant } from './add-tenant.ts'
export { forgetQuota, hasQuota, requireQuota, quotaLeft } from './quota.ts'
export { changeTenant, readTenant } from './tenants.ts'
export { audience } from './manifest.ts'
export { readQuota } from './read-quota.ts'
export {
  deleteSuspendedTenant,
  findFirstTenant,
  findTenant,
  insertTenant,
  listTenantIds,
  listTenantRows,
  updateTenant,
} from './store.ts'
export { storePlan } from './store-plan.ts'
export { type TenantRow, toRunTenant, toTenant } from './tenant.ts'
export { startingContentJob } from './job-kinds.ts'
export { refuseInSuspended, suspended } from './suspended.ts'
export { requireOwnTenant } from './visible.ts'
