import * as access from '#features/access/index.ts'
import * as audit from '#features/audit/index.ts'
import * as usage from '#features/usage/index.ts'
import { making, route, type Route } from './route.ts'

/** Tenants, their people, and what happened there. */
export const organisationRoutes: readonly Route[] = [
  route('GET', '/v1/usage', usage.readUsage, 'Read how much was answered and what it cost'),
  route('GET', '/v1/budgets', usage.listBudgets, 'List budgets and how much of each is spent'),
  making('/v1/budgets', usage.createBudget, 'Limit what models may cost'),
  route('PATCH', '/v1/budgets/:budgetId', usage.changeBudget, 'Change a budget'),
  route('DELETE', '/v1/budgets/:budgetId', usage.deleteBudget, 'Remove a budget'),
  route('GET', '/v1/tenant', access.readTenant, "Read one's tenant"),
  route('GET', '/v1/tenant/quota', access.readQuota, "Read one's tenant's plan and what is used of it"),
  route('PATCH', '/v1/tenant', access.changeTenant, "Change one's tenant"),
  route('GET', '/v1/tenants', access.listTenants, 'List tenants (platform admins)'),
  making('/v1/tenants', access.createTenant, 'Create a tenant (platform admins)'),
  route(
    'GET',
    '/v1/tenants/:tenantId',
    access.readTenantOfServer,
    'Read any tenant, with its plan (platform admins)',
  ),
  route(
    'GET',
    '/v1/tenants/:tenantId/quota',
    access.readTenantQuota,
    'Read the plan of a tenant and what is used of it (platform admins)',
  ),
  route('POST', '/v1/tenants/:tenantId/plan', access.planTenant, 'Put a tenant on a plan (platform admins)'),
  route('POST', '/v1/tenants/:tenantId/suspend', access.suspendTenant, 'Suspend a tenant (platform admins)'),
  route(
    'POST',
    '/v1/tenants/:tenantId/restore',
    access.restoreTenant,
    'Open a suspended tenant again (platform admins)',
  ),
  route(
    'DELETE',
    '/v1/tenants/:tenantId',
    access.deleteTenant,
    'Delete a suspended tenant with everything in it (platform admins)',
  ),
  route('GET', '/v1/members', access.listMembers, 'List members'),
  route('PATCH', '/v1/members/:memberId', access.changeMember, 'Change a member'),
  route('DELETE', '/v1/members/:memberId', access.removeMember, 'Remove a member'),
  route('POST', '/v1/members/:memberId/password', access.resetPassword, 'Give a member another password'),
  route('GET', '/v1/invitations', access.listInvitations, 'List open invitations'),
  making('/v1/invitations', access.createInvitation, 'Invite somebody'),
  route('POST', '/v1/invitations/read', access.readInvitation, 'See where the link of an invitation leads'),
  route('DELETE', '/v1/invitations/:invitationId', access.revokeInvitation, 'Revoke an invitation'),
  route('GET', '/v1/audit-log', audit.listAuditEntries, 'List who did what'),
]
