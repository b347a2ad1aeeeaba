import { maySeeConversation } from '#features/conversations/index.ts'
import type { Actor } from '#kernel/scope.ts'

export const audience = {
  'proactive-preferences.set': (actor: Actor, event: { payload: { personId: string } }): boolean =>
    actor.id === event.payload.personId,
  /** Scheduled messages are heard of by whoever sees the conversation. */
  'scheduled-message.changed': maySeeConversation,
} as const
