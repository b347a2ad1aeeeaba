import type { Actor } from '#kernel/scope.ts'

/** Who may receive its events. */
export const audience = {
  'audit-log.exported': (actor: Actor): boolean => actor.permissions.has('audit:read'),
} as const
