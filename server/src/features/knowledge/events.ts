import type { Actor } from '#kernel/scope.ts'

const whoReadsKnowledge = (actor: Actor): boolean => actor.permissions.has('knowledge:read')

export const audience = {
  'source.created': whoReadsKnowledge,
  'source.changed': whoReadsKnowledge,
  'source.deleted': whoReadsKnowledge,
  'source.embedded': whoReadsKnowledge,
  'document.added': whoReadsKnowledge,
  'document.replaced': whoReadsKnowledge,
  'document.changed': whoReadsKnowledge,
  'passage.edited': whoReadsKnowledge,
  'document.deleted': whoReadsKnowledge,
  'dictionary.changed': whoReadsKnowledge,
} as const
