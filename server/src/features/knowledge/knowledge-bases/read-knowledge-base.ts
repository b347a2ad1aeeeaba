import { KnowledgeBase, KnowledgeBaseRef } from '#contract/shapes/knowledge.ts'
import { notFound } from '#kernel/fault.ts'
import { query } from '#kernel/use-case.ts'
import { toKnowledgeBase } from './knowledge-base.ts'
import { countedKnowledgeBases } from './knowledge-base-store.ts'

/** Shows a knowledge base and how much is in it. */
export const readKnowledgeBase = query({
  name: 'knowledge-base.read',
  permission: 'knowledge:read',
  input: KnowledgeBaseRef,
  output: KnowledgeBase,
  async run({ tx, scope }, { knowledgeBaseId }) {
    const row = await countedKnowledgeBases(tx, scope)
      .where('knowledge_bases.id', '=', knowledgeBaseId)
      .executeTakeFirst()
    if (!row) throw notFound('knowledge base')
    return toKnowledgeBase(row)
  },
})
