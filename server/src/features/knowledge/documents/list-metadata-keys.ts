import { SourceRef } from '#contract/shapes/knowledge.ts'
import { MetadataKeyList } from '#contract/shapes/metadata.ts'
import { query } from '#kernel/use-case.ts'
import { requireSource } from '../visible.ts'
import { metadataKeys } from './metadata-store.ts'

/** Lists by what keys the documents of a source are described, so that a filter can be chosen rather than guessed. */
export const listMetadataKeys = query({
  name: 'source.list-metadata-keys',
  permission: 'knowledge:read',
  input: SourceRef,
  output: MetadataKeyList,
  async run({ tx, scope }, { sourceId }) {
    await requireSource(tx, scope, sourceId)
    return { items: await metadataKeys(tx, scope, sourceId) }
  },
})
