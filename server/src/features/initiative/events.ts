import type { Actor } from '#kernel/scope.ts'

interface OfConversation {
  payload: { ownerId: string; desk: boolean }
}

/** What is planned in a conversation is heard by those who see it. */
const whoSeesIt = (actor: Actor, { payload }: OfConversation): boolean =>
  actor.id === payload.ownerId || (payload.desk && actor.permissions.has('conversation:read-desk'))

export const audience = {
  'initiative.wishes-set': (actor: Actor, event: { payload: { personId: string } }): boolean =>
    actor.id === event.payload.personId,
  'planned-message.changed': whoSeesIt,
} as const
