import type { Actor } from '#kernel/scope.ts'

const mayReadInbox = (actor: Actor): boolean => actor.permissions.has('inbox:read')

/** Who may receive its events. */
export const audience = {
  'canned-reply.changed': mayReadInbox,
  'macro.changed': mayReadInbox,
} as const
