import type { Actor } from '#kernel/scope.ts'

const whoWorksAtDesk = (actor: Actor): boolean => actor.permissions.has('desk:read')

export const audience = {
  'canned-reply.changed': whoWorksAtDesk,
  'macro.changed': whoWorksAtDesk,
} as const
