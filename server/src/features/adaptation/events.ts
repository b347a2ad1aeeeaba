import type { Actor } from '#kernel/scope.ts'

const whoChangesAgents = (actor: Actor) => actor.permissions.has('agent:write')

export const audience = {
  'suggestion.made': whoChangesAgents,
  'suggestion.settled': whoChangesAgents,
} as const
