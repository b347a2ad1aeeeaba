import { CreateSource, Source } from '#contract/shapes/knowledge.ts'
import { refuseUnknownEmbedding } from '#features/models/index.ts'
import { command } from '#kernel/use-case.ts'
import { readSource } from './read-source.ts'
import { insertSource } from './source-store.ts'

/** Makes an empty source, a place to put documents that agents may answer from. */
export const createSource = command({
  name: 'source.create',
  permission: 'knowledge:write',
  input: CreateSource,
  output: Source,
  async run(context, { embeddingModel, trustsLinks, ...words }) {
    await refuseUnknownEmbedding(context.tx, context.scope, embeddingModel)
    const offered = context.scope.app.ports.embeddings.list()[0] ?? null
    const facts = {
      ...words,
      trusts_links: trustsLinks,
      embedding_model: embeddingModel === undefined ? offered : embeddingModel,
    }
    const sourceId = await insertSource(context.tx, context.scope, facts)
    context.emit({ type: 'source.created', payload: { sourceId, name: facts.name } })
    return readSource.within(context, { sourceId })
  },
})
