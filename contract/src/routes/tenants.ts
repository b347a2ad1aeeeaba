import { get, patch, post, remove } from '../route.ts'

/** The tenant, all tenants of the server, and the audit log. */
export const tenantsRoutes = {
  tenant: {
    read: get('/v1/tenant', {
      name: 'tenant.read',
      permission: 'profile:read',
      output: 'Tenant',
      summary: 'Read your tenant',
    }),
    /** The plan, and its usage. */
    quota: get('/v1/tenant/quota', {
      name: 'tenant.read-quota',
      permission: 'tenant:read',
      output: 'Quota',
      summary: 'Read the plan and quota usage of your tenant',
    }),
    change: patch('/v1/tenant', {
      name: 'tenant.change',
      permission: 'tenant:manage',
      input: 'ChangeTenant',
      output: 'Tenant',
      summary: 'Change your tenant',
    }),
  },
  tenants: {
    list: get('/v1/tenants', {
      name: 'tenant.list',
      permission: 'platform:manage',
      input: 'ListTenants',
      output: 'TenantPage',
      summary: 'List tenants (platform admins)',
    }),
    create: post('/v1/tenants', {
      name: 'tenant.create',
      permission: 'platform:manage',
      input: 'CreateTenant',
      output: 'RunTenant',
      status: 201,
      summary: 'Create a tenant (platform admins)',
    }),
    read: get('/v1/tenants/:tenantId', {
      name: 'tenant.read-of-server',
      permission: 'platform:manage',
      output: 'RunTenant',
      summary: 'Read a tenant and its plan (platform admins)',
    }),
    quota: get('/v1/tenants/:tenantId/quota', {
      name: 'tenant.read-quota-of',
      permission: 'platform:manage',
      output: 'Quota',
      summary: 'Read the plan and quota usage of a tenant (platform admins)',
    }),
    plan: post('/v1/tenants/:tenantId/plan', {
      name: 'tenant.plan',
      permission: 'platform:manage',
      input: 'PlanTenant',
      output: 'RunTenant',
      summary: 'Set the plan of a tenant (platform admins)',
    }),
    suspend: post('/v1/tenants/:tenantId/suspend', {
      name: 'tenant.suspend',
      permission: 'platform:manage',
      output: 'RunTenant',
      summary: 'Suspend a tenant (platform admins)',
    }),
    restore: post('/v1/tenants/:tenantId/restore', {
      name: 'tenant.restore',
      permission: 'platform:manage',
      output: 'RunTenant',
      summary: 'Restore a suspended tenant (platform admins)',
    }),
    /** For good, with everything in it; only a suspended one. */
    remove: remove('/v1/tenants/:tenantId', {
      name: 'tenant.delete',
      permission: 'platform:manage',
      summary: 'Delete a suspended tenant and all its data (platform admins)',
    }),
  },
  audit: {
    list: get('/v1/audit-log', {
      name: 'audit-entry.list',
      permission: 'audit:read',
      input: 'ListAuditEntries',
      output: 'AuditPage',
      summary: 'List audit log entries',
    }),
    export: get('/v1/audit-log/export', {
      name: 'audit-log.export',
      permission: 'audit:read',
      input: 'ExportAuditLog',
      answers: 'file',
      summary: 'Download the audit log as a file',
    }),
  },
} as const
