import { KnowledgeBaseRef } from '#contract/shapes/knowledge.ts'
import { MetadataKeyList } from '#contract/shapes/metadata.ts'
import { query } from '#kernel/use-case.ts'
import { requireKnowledgeBase } from '../visible.ts'
import { metadataKeys } from './metadata-store.ts'

/** Lists by what keys the documents of a knowledge base are described, so that a filter can be chosen rather than guessed. */
export const listMetadataKeys = query({
  name: 'knowledge-base.list-metadata-keys',
  permission: 'knowledge:read',
  input: KnowledgeBaseRef,
  output: MetadataKeyList,
  async run({ tx, scope }, { knowledgeBaseId }) {
    await requireKnowledgeBase(tx, scope, knowledgeBaseId)
    return { items: await metadataKeys(tx, scope, knowledgeBaseId) }
  },
})
