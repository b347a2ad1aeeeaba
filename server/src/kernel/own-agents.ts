import type { Permission } from './permissions.ts'
import type { Actor } from './scope.ts'

/** What is told of an agent: where it is a member's own, whose. */
interface AgentEvent {
  readonly payload: { readonly ownerId?: string | undefined }
}

/** Of an agent that is a member's own, the others hear nothing, whatever they may. */
export const mayReceiveAgentEvent =
  (permission: Permission) =>
  (actor: Actor, { payload: { ownerId } }: AgentEvent): boolean =>
    actor.permissions.has(permission) && (ownerId === undefined || ownerId === actor.id)

/** The member who alone hears of the agent that an event tells of; null for an event of anything else. */
export function agentOwnerIn(payload: unknown): string | null {
  const { agentId, ownerId, conversationId } = payload as Record<string, unknown>
  const isOfAgent = typeof agentId === 'string' && conversationId === undefined
  return isOfAgent && typeof ownerId === 'string' ? ownerId : null
}
