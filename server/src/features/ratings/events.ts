import { whoSeesIt } from '#features/conversations/index.ts'
import type { Actor } from '#kernel/scope.ts'

export const audience = {
  'rating.wished': whoSeesIt,
  'rating.given': whoSeesIt,
  'rating-settings.changed': (actor: Actor): boolean => actor.permissions.has('tenant:manage'),
} as const
