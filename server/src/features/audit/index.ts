export { audience } from './manifest.ts'
export { exportAuditLog } from './export-audit-log.ts'
export { listAuditEntries } from './list-audit-entries.ts'
