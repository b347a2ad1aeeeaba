import { HitList, SearchKnowledge } from '#contract/shapes/knowledge.ts'
import { query } from '#kernel/use-case.ts'
import { findPassages } from './find-passages.ts'
import { requireSources } from './visible.ts'

/** Looks a question up in the documents and gives the passages that fit it best. */
export const searchKnowledge = query({
  name: 'knowledge.search',
  permission: 'knowledge:search',
  input: SearchKnowledge,
  output: HitList,
  async run({ tx, scope }, { query: words, sourceIds, limit }) {
    if (sourceIds) await requireSources(tx, scope, sourceIds)
    const found = await findPassages(tx, scope, { sourceIds: sourceIds ?? null, query: words, limit })
    return { items: found.map(({ score, ...passage }) => ({ score, passage })) }
  },
})
