import type { z } from 'zod'
import { type Hit, HitList, SearchKnowledge } from '#contract/shapes/knowledge.ts'
import { sharedRanges } from '#platform/lexical/shared-ranges.ts'
import { flow, query } from '#kernel/use-case.ts'
import type { FoundPassage } from '../passages/passage.ts'
import { retrieve } from './retrieve-passages.ts'
import { requireKnowledgeBases } from '../visible.ts'

const check = query({
  name: 'knowledge.check-search',
  permission: 'knowledge:search',
  input: SearchKnowledge.pick({ knowledgeBaseIds: true }),
  run: ({ tx, scope }, { knowledgeBaseIds = [] }) => requireKnowledgeBases(tx, scope, knowledgeBaseIds),
})

/** Searches the documents for a question and returns the best passages. */
export const searchKnowledge = flow({
  name: 'knowledge.search',
  permission: 'knowledge:search',
  input: SearchKnowledge,
  output: HitList,
  async run({ scope }, { query: words, knowledgeBaseIds, where, limit }): Promise<z.input<typeof HitList>> {
    if (knowledgeBaseIds) await check(scope, { knowledgeBaseIds })
    const { passages, warning } = await retrieve(scope, {
      knowledgeBaseIds: knowledgeBaseIds ?? null,
      query: words,
      earlier: [],
      filters: where ? [{ knowledgeBaseId: null, where }] : [],
      limit,
      seesBlocked: false,
    })
    return {
      items: passages.map((passage) => toHit(words, passage)),
      warning,
    }
  },
})

const toHit = (
  question: string,
  {
    score,
    words,
    similarity,
    wordsPlace,
    similarityPlace,
    rerank,
    trustsLinks: _onlyForAnswers,
    ...passage
  }: FoundPassage,
): z.input<typeof Hit> => ({
  score,
  words: words ?? null,
  wordsPlace: wordsPlace ?? null,
  similarity: similarity ?? null,
  similarityPlace: similarityPlace ?? null,
  rerank: rerank ?? null,
  matches: sharedRanges(question, passage.text),
  passage,
})
