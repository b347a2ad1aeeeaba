import type { Actor } from '#kernel/scope.ts'

const whoReadsAgents = (actor: Actor) => actor.permissions.has('agent:read')
const whoChangesAgents = (actor: Actor) => actor.permissions.has('agent:write')

export const audience = {
  'agent.created': whoReadsAgents,
  'agent.changed': whoReadsAgents,
  'agent.deleted': whoReadsAgents,
  'agent.drafted': whoChangesAgents,
  'agent.adaptation-set': whoChangesAgents,
  'agent.initiative-set': whoReadsAgents,
  'agent.handoff-set': whoReadsAgents,
} as const
