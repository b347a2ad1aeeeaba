import { whoSeesIt } from '#features/conversations/index.ts'
import type { Actor } from '#kernel/scope.ts'

export const audience = {
  'tool-approval.requested': whoSeesIt,
  'tool-approval.settled': whoSeesIt,
  'tool-policy.set': (actor: Actor): boolean => actor.permissions.has('agent:write'),
} as const
