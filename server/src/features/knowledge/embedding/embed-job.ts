import { KnowledgeBaseRef } from '#contract/shapes/knowledge.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The work of making vectors of what has none yet. It is tried for about half an hour, and then once an hour. */
export const knowledgeBaseEmbed = jobKind({
  name: 'knowledge-base.embed',
  input: KnowledgeBaseRef,
  triesMax: 12,
})
