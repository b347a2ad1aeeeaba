import * as access from '#features/access/index.ts'
import * as audit from '#features/audit/index.ts'
import * as usage from '#features/usage/index.ts'
import { making, route, type Route } from './route.ts'

/** Tenants, members, invitations, usage, budgets and the audit log. */
export const organisationRoutes: readonly Route[] = [
  route('GET', '/v1/usage', usage.readUsage, 'Read usage and costs'),
  route('GET', '/v1/budgets', usage.listBudgets, 'List budgets with what is spent of each'),
  making('/v1/budgets', usage.createBudget, 'Create a budget'),
  route('PATCH', '/v1/budgets/:budgetId', usage.changeBudget, 'Change a budget'),
  route('DELETE', '/v1/budgets/:budgetId', usage.deleteBudget, 'Delete a budget'),
  route('GET', '/v1/tenant', access.readTenant, 'Read your tenant'),
  route('GET', '/v1/tenant/quota', access.readQuota, 'Read the plan and quota usage of your tenant'),
  route('PATCH', '/v1/tenant', access.changeTenant, 'Change your tenant'),
  route('GET', '/v1/tenants', access.listTenants, 'List tenants (platform admins)'),
  making('/v1/tenants', access.createTenant, 'Create a tenant (platform admins)'),
  route(
    'GET',
    '/v1/tenants/:tenantId',
    access.readTenantOfServer,
    'Read a tenant and its plan (platform admins)',
  ),
  route(
    'GET',
    '/v1/tenants/:tenantId/quota',
    access.readTenantQuota,
    'Read the plan and quota usage of a tenant (platform admins)',
  ),
  route(
    'POST',
    '/v1/tenants/:tenantId/plan',
    access.planTenant,
    'Set the plan of a tenant (platform admins)',
  ),
  route('POST', '/v1/tenants/:tenantId/suspend', access.suspendTenant, 'Suspend a tenant (platform admins)'),
  route(
    'POST',
    '/v1/tenants/:tenantId/restore',
    access.restoreTenant,
    'Restore a suspended tenant (platform admins)',
  ),
  route(
    'DELETE',
    '/v1/tenants/:tenantId',
    access.deleteTenant,
    'Delete a suspended tenant and all its data (platform admins)',
  ),
  route('GET', '/v1/members', access.listMembers, 'List members'),
  route('PATCH', '/v1/members/:memberId', access.changeMember, 'Change a member'),
  route('DELETE', '/v1/members/:memberId', access.removeMember, 'Remove a member'),
  route('POST', '/v1/members/:memberId/password', access.resetPassword, 'Reset the password of a member'),
  route('GET', '/v1/invitations', access.listInvitations, 'List open invitations'),
  making('/v1/invitations', access.createInvitation, 'Create an invitation'),
  route(
    'POST',
    '/v1/invitations/read',
    access.readInvitation,
    'Read the invitation behind an invitation link',
  ),
  route('DELETE', '/v1/invitations/:invitationId', access.revokeInvitation, 'Revoke an invitation'),
  route('GET', '/v1/audit-log', audit.listAuditEntries, 'List audit log entries'),
]
