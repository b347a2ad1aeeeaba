import { mayReceiveAgentEvent } from '#kernel/own-agents.ts'

const whoChangesAgents = mayReceiveAgentEvent('agent:write')

export const audience = {
  'suggestion.made': whoChangesAgents,
  'suggestion.settled': whoChangesAgents,
} as const
