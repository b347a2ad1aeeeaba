import type { Actor } from '#kernel/scope.ts'

const whoReadsMembers = (actor: Actor): boolean => actor.permissions.has('member:read')

/** Who may receive its events. */
export const audience = {
  'member.registered': whoReadsMembers,
  'member.changed': whoReadsMembers,
  'member.removed': whoReadsMembers,
} as const
