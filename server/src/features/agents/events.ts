import type { Actor } from '#kernel/scope.ts'

const whoReadsAgents = (actor: Actor) => actor.permissions.has('agent:read')

export const audience = {
  'agent.created': whoReadsAgents,
  'agent.changed': whoReadsAgents,
  'agent.deleted': whoReadsAgents,
} as const
