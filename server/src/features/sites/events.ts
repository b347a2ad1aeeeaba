import type { Actor } from '#kernel/scope.ts'

const whoReadsKnowledge = (actor: Actor): boolean => actor.permissions.has('knowledge:read')

export const audience = {
  'site.added': whoReadsKnowledge,
  'site.changed': whoReadsKnowledge,
  'site.deleted': whoReadsKnowledge,
} as const
