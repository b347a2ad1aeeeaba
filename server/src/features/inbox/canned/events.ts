import type { Actor } from '#kernel/scope.ts'

const mayReadInbox = (actor: Actor): boolean => actor.permissions.has('inbox:read')

export const audience = {
  'canned-reply.changed': mayReadInbox,
  'macro.changed': mayReadInbox,
} as const
