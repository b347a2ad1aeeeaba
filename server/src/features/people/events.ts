import type { Actor } from '#kernel/scope.ts'

const whoReadsMembers = (actor: Actor): boolean => actor.permissions.has('member:read')

export const audience = {
  'member.registered': whoReadsMembers,
  'member.changed': whoReadsMembers,
  'member.removed': whoReadsMembers,
} as const
