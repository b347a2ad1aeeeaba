import { CreateKnowledgeBase, KnowledgeBase } from '#contract/shapes/knowledge.ts'
import { refuseUnknownEmbedding } from '#features/models/index.ts'
import { command } from '#kernel/use-case.ts'
import { readKnowledgeBase } from './read-knowledge-base.ts'
import { insertKnowledgeBase } from './knowledge-base-store.ts'

/** Makes an empty knowledge base, a place to put documents that agents may answer from. */
export const createKnowledgeBase = command({
  name: 'knowledge-base.create',
  permission: 'knowledge:write',
  input: CreateKnowledgeBase,
  output: KnowledgeBase,
  async run(context, { embeddingModel, trustsLinks, ...words }) {
    await refuseUnknownEmbedding(context.tx, context.scope, embeddingModel)
    const offered = context.scope.app.ports.embeddings.list()[0] ?? null
    const facts = {
      ...words,
      trusts_links: trustsLinks,
      embedding_model: embeddingModel === undefined ? offered : embeddingModel,
    }
    const knowledgeBaseId = await insertKnowledgeBase(context.tx, context.scope, facts)
    context.emit({ type: 'knowledge-base.created', payload: { knowledgeBaseId, name: facts.name } })
    return readKnowledgeBase.within(context, { knowledgeBaseId })
  },
})
