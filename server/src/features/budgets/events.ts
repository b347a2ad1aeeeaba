import type { Actor } from '#kernel/scope.ts'

const whoReadsUsage = (actor: Actor) => actor.permissions.has('usage:read')

export const audience = {
  'budget.created': whoReadsUsage,
  'budget.changed': whoReadsUsage,
  'budget.deleted': whoReadsUsage,
  'budget.crossed': whoReadsUsage,
} as const
