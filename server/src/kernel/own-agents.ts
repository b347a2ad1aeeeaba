import type { Permission } from './permissions.ts'
import type { Actor } from './scope.ts'

/** What an event says about an agent: whose it is, if it is a member's own. */
interface AgentEvent {
  readonly payload: { readonly ownerId?: string | undefined }
}

/** Nobody else hears about a member's own agent, whatever their permissions. */
export const mayReceiveAgentEvent =
  (permission: Permission) =>
  (actor: Actor, { payload: { ownerId } }: AgentEvent): boolean =>
    actor.permissions.has(permission) && (ownerId === undefined || ownerId === actor.id)

/** The only member who may hear of an event about their own agent; null for any other event. */
export function agentOwnerIn(payload: unknown): string | null {
  const { agentId, ownerId, conversationId } = payload as Record<string, unknown>
  const isOfAgent = typeof agentId === 'string' && conversationId === undefined
  return isOfAgent && typeof ownerId === 'string' ? ownerId : null
}
