import type { z } from 'zod'
import { HitList, SearchKnowledge } from '#contract/shapes/knowledge.ts'
import { flow, query } from '#kernel/use-case.ts'
import { retrieve } from './retrieve-passages.ts'
import { requireSources } from '../visible.ts'

const check = query({
  name: 'knowledge.check-search',
  permission: 'knowledge:search',
  input: SearchKnowledge.pick({ sourceIds: true }),
  run: ({ tx, scope }, { sourceIds = [] }) => requireSources(tx, scope, sourceIds),
})

/** Looks a question up in the documents and gives the passages that fit it best. */
export const searchKnowledge = flow({
  name: 'knowledge.search',
  permission: 'knowledge:search',
  input: SearchKnowledge,
  output: HitList,
  async run({ scope }, { query: words, sourceIds, limit }): Promise<z.input<typeof HitList>> {
    if (sourceIds) await check(scope, { sourceIds })
    const wanted = { sourceIds: sourceIds ?? null, query: words, limit }
    const { passages, warning } = await retrieve(scope, wanted)
    return {
      items: passages.map(
        ({ score, words: byWords = null, similarity = null, rerank = null, ...passage }) => ({
          score,
          words: byWords,
          similarity,
          rerank,
          passage,
        }),
      ),
      warning,
    }
  },
})
