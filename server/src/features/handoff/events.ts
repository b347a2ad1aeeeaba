import { whoSeesIt } from '#features/conversations/index.ts'
import type { Actor } from '#kernel/scope.ts'

/** What the desk keeps for itself is not heard by whom it is about. */
const whoWorksAtDesk = (actor: Actor): boolean => actor.permissions.has('desk:read')

export const audience = {
  /** Its owner hears who answers now. */
  'conversation.handed': whoSeesIt,
  'desk.changed': whoWorksAtDesk,
  'desk.presence-set': whoWorksAtDesk,
} as const
