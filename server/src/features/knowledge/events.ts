import type { Actor } from '#kernel/scope.ts'

const whoReadsKnowledge = (actor: Actor): boolean => actor.permissions.has('knowledge:read')

export const audience = {
  'knowledge-base.created': whoReadsKnowledge,
  'knowledge-base.changed': whoReadsKnowledge,
  'knowledge-base.deleted': whoReadsKnowledge,
  'knowledge-base.embedded': whoReadsKnowledge,
  'document.added': whoReadsKnowledge,
  'document.replaced': whoReadsKnowledge,
  'document.changed': whoReadsKnowledge,
  'passage.edited': whoReadsKnowledge,
  'document.deleted': whoReadsKnowledge,
  'search-dictionary.changed': whoReadsKnowledge,
} as const
