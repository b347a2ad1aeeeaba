import { hearsOfAgent } from '#kernel/own-agents.ts'

const whoChangesAgents = hearsOfAgent('agent:write')

export const audience = {
  'suggestion.made': whoChangesAgents,
  'suggestion.settled': whoChangesAgents,
} as const
