import { maySeeConversation } from '#features/conversations/index.ts'
import type { Actor } from '#kernel/scope.ts'

export const audience = {
  'file.read': maySeeConversation,
  'file.uploaded': () => false,
  'file.quarantined': (actor: Actor): boolean => actor.permissions.has('audit:read'),
  'file-limits.changed': (actor: Actor): boolean => actor.permissions.has('tenant:manage'),
} as const
