import type { Actor } from '#kernel/scope.ts'

const mayReadUsage = (actor: Actor) => actor.permissions.has('usage:read')

export const audience = {
  'budget.created': mayReadUsage,
  'budget.changed': mayReadUsage,
  'budget.deleted': mayReadUsage,
  'budget.crossed': mayReadUsage,
} as const
