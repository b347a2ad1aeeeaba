import { maySeeConversation } from '#features/conversations/index.ts'
import type { Actor } from '#kernel/scope.ts'

/** What operators keep for themselves is not heard by whom it is about. */
const mayReadInbox = (actor: Actor): boolean => actor.permissions.has('inbox:read')

export const audience = {
  /** Its owner hears who answers now. */
  'conversation.handed': maySeeConversation,
  'inbox.changed': mayReadInbox,
  'inbox.presence-set': mayReadInbox,
} as const
