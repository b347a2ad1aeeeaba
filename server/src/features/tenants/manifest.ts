import type { Actor } from '#kernel/scope.ts'

const whoReadsTenants = (actor: Actor): boolean => actor.permissions.has('tenant:read')

/** Who may receive its events. */
export const audience = {
  'tenant.created': whoReadsTenants,
  'tenant.changed': whoReadsTenants,
  'tenant.planned': whoReadsTenants,
  'tenant.suspended': whoReadsTenants,
  'tenant.restored': whoReadsTenants,
  'tenant.deleted': whoReadsTenants,
} as const
