import type { EventType, StoredEvent } from '#contract/events.ts'
import type { Permission } from '#kernel/permissions.ts'
import type { Actor } from '#kernel/scope.ts'

type OfAgent = Extract<StoredEvent, { type: Extract<EventType, `agent.${string}`> }>

/** Of an agent that is a member's own, the others hear nothing. */
const whoMay =
  (permission: Permission) =>
  (actor: Actor, { payload: { ownerId } }: OfAgent) =>
    actor.permissions.has(permission) && (ownerId === undefined || ownerId === actor.id)

const whoReadsAgents = whoMay('agent:read')
const whoChangesAgents = whoMay('agent:write')

export const audience = {
  'agent.created': whoReadsAgents,
  'agent.changed': whoReadsAgents,
  'agent.deleted': whoReadsAgents,
  'agent.drafted': whoChangesAgents,
  'agent.adaptation-set': whoChangesAgents,
  'agent.initiative-set': whoReadsAgents,
  'agent.handoff-set': whoReadsAgents,
} as const
