import { whoSeesIt } from '#features/conversations/index.ts'
import type { Actor } from '#kernel/scope.ts'

export const audience = {
  'initiative.wishes-set': (actor: Actor, event: { payload: { personId: string } }): boolean =>
    actor.id === event.payload.personId,
  /** What is planned in a conversation is heard by those who see it. */
  'planned-message.changed': whoSeesIt,
} as const
