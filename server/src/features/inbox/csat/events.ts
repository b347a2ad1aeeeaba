import { maySeeConversation } from '#features/conversations/index.ts'
import type { Actor } from '#kernel/scope.ts'

export const audience = {
  'csat-rating.requested': maySeeConversation,
  'csat-rating.given': maySeeConversation,
  'csat-settings.changed': (actor: Actor): boolean => actor.permissions.has('tenant:manage'),
} as const
