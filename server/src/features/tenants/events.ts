import type { Actor } from '#kernel/scope.ts'

const whoReadsTenants = (actor: Actor): boolean => actor.permissions.has('tenant:read')

export const audience = {
  'tenant.created': whoReadsTenants,
  'tenant.changed': whoReadsTenants,
} as const
