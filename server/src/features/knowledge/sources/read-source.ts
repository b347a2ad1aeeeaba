import { Source, SourceRef } from '#contract/shapes/knowledge.ts'
import { notFound } from '#kernel/fault.ts'
import { query } from '#kernel/use-case.ts'
import { toSource } from './source.ts'
import { countedSources } from './source-store.ts'

/** Shows a source and how much is in it. */
export const readSource = query({
  name: 'source.read',
  permission: 'knowledge:read',
  input: SourceRef,
  output: Source,
  async run({ tx, scope }, { sourceId }) {
    const row = await countedSources(tx, scope).where('sources.id', '=', sourceId).executeTakeFirst()
    if (!row) throw notFound('source')
    return toSource(row)
  },
})
