import { hearsOfAgent } from '#kernel/own-agents.ts'

const whoReadsAgents = hearsOfAgent('agent:read')
const whoChangesAgents = hearsOfAgent('agent:write')

export const audience = {
  'agent.created': whoReadsAgents,
  'agent.changed': whoReadsAgents,
  'agent.deleted': whoReadsAgents,
  'agent.drafted': whoChangesAgents,
  'agent.adaptation-set': whoChangesAgents,
  'agent.initiative-set': whoReadsAgents,
  'agent.handoff-set': whoReadsAgents,
} as const
