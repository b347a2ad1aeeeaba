export { addTenant } from './add-tenant.ts'
export { forgetAllowance, hasRoom, requireRoom, roomLeft } from './allowance.ts'
export { changeTenant } from './change-tenant.ts'
export { audience } from './events.ts'
export { readAllowance } from './read-allowance.ts'
export { readTenant } from './read-tenant.ts'
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
export { tenantFurnish } from './furnish-job.ts'
export { refuseInSuspended, suspended } from './suspended.ts'
export { requireOwnTenant } from './visible.ts'
