import { hearsOfAgent } from '#kernel/own-agents.ts'
import type { Actor } from '#kernel/scope.ts'

const whoWorksAtDesk = (actor: Actor): boolean => actor.permissions.has('desk:read')

export const audience = {
  'team.created': whoWorksAtDesk,
  'team.changed': whoWorksAtDesk,
  'team.deleted': whoWorksAtDesk,
  'team.staffed': whoWorksAtDesk,
  'sla.warned': whoWorksAtDesk,
  'sla.breached': whoWorksAtDesk,
  'agent.team-set': hearsOfAgent('desk:read'),
} as const
