import { whoSeesIt } from '#features/conversations/index.ts'
import type { Actor } from '#kernel/scope.ts'
import { audience as ofServers } from './servers/events.ts'

export const audience = {
  ...ofServers,
  'tool-approval.requested': whoSeesIt,
  'tool-approval.settled': whoSeesIt,
  'tool-policy.set': (actor: Actor): boolean => actor.permissions.has('agent:write'),
} as const
