import type { Actor } from '#kernel/scope.ts'

export const audience = {
  'job.retried': (actor: Actor): boolean => actor.permissions.has('job:manage'),
} as const
