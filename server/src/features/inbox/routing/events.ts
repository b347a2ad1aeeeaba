import { mayReceiveAgentEvent } from '#kernel/own-agents.ts'
import type { Actor } from '#kernel/scope.ts'

const mayReadInbox = (actor: Actor): boolean => actor.permissions.has('inbox:read')

export const audience = {
  'team.created': mayReadInbox,
  'team.changed': mayReadInbox,
  'team.deleted': mayReadInbox,
  'team.staffed': mayReadInbox,
  'sla.warned': mayReadInbox,
  'sla.breached': mayReadInbox,
  'agent.team-set': mayReceiveAgentEvent('inbox:read'),
} as const
