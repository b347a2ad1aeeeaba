import { KnowledgeBase, KnowledgeBaseRef } from '#contract/shapes/knowledge.ts'
import { command } from '#kernel/use-case.ts'
import { readKnowledgeBase } from './read-knowledge-base.ts'
import { knowledgeBaseReindex } from '../job-kinds.ts'
import { beginGeneration } from './knowledge-base-store.ts'
import { lockKnowledgeBase } from '../visible.ts'

/** Has all documents of a knowledge base read and split anew; what they say is found meanwhile. */
export const reindexKnowledgeBase = command({
  name: 'knowledge-base.reindex',
  permission: 'knowledge:write',
  input: KnowledgeBaseRef,
  output: KnowledgeBase,
  async run(context, { knowledgeBaseId }) {
    const { tx, scope, emit, enqueue } = context
    const { name } = await lockKnowledgeBase(tx, scope, knowledgeBaseId)
    await beginGeneration(tx, knowledgeBaseId)
    enqueue(knowledgeBaseReindex, { knowledgeBaseId })
    emit({ type: 'knowledge-base.changed', payload: { knowledgeBaseId, name } })
    return readKnowledgeBase.within(context, { knowledgeBaseId })
  },
})
