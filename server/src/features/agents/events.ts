import { mayReceiveAgentEvent } from '#kernel/own-agents.ts'

const whoReadsAgents = mayReceiveAgentEvent('agent:read')
const whoChangesAgents = mayReceiveAgentEvent('agent:write')

export const audience = {
  'agent.created': whoReadsAgents,
  'agent.changed': whoReadsAgents,
  'agent.deleted': whoReadsAgents,
  'agent.drafted': whoChangesAgents,
  'agent.adaptation-set': whoChangesAgents,
  'agent.proactive-messages-set': whoReadsAgents,
  'agent.handoff-set': whoReadsAgents,
} as const
