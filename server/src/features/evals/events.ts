import type { Actor } from '#kernel/scope.ts'

const whoReadsKnowledge = (actor: Actor): boolean => actor.permissions.has('knowledge:read')

export const audience = {
  'evaluation-run.ended': whoReadsKnowledge,
  'evaluation-run.judged': whoReadsKnowledge,
  'unanswered-question.changed': whoReadsKnowledge,
} as const
