import type { Actor } from '#kernel/scope.ts'

interface OfConversation {
  payload: { ownerId: string; desk: boolean }
}

/** What the desk keeps for itself is not heard by whom it is about. */
const whoWorksAtDesk = (actor: Actor): boolean => actor.permissions.has('desk:read')

export const audience = {
  /** Its owner hears who answers now. */
  'conversation.handed': (actor: Actor, { payload }: OfConversation): boolean =>
    actor.id === payload.ownerId || (payload.desk && actor.permissions.has('conversation:read-desk')),
  'desk.changed': whoWorksAtDesk,
  'desk.presence-set': whoWorksAtDesk,
} as const
