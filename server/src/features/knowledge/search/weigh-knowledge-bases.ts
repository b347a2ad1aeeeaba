import { readStep } from '#kernel/step.ts'
import type { KnowledgeBaseWeight } from '#contract/shapes/agent.ts'
import type { KnowledgeBaseFilter } from '#contract/shapes/document-filter.ts'
import type { Spender } from '#features/budgets/index.ts'
import type { Reader } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import type { FoundPassage } from '../passages/passage.ts'
import { retrievePassages } from './retrieve-passages.ts'
import { knowledgeBasesOfDocuments, visibleKnowledgeBases } from '../visible.ts'

// How many times deeper to search, because the weights of knowledge bases reorder the results.
const REACH = 5
const FOUND_MAX = 50

interface Wanted {
  readonly knowledgeBaseIds: string[]
  readonly weights: readonly KnowledgeBaseWeight[]
  readonly filters: KnowledgeBaseFilter[]
  readonly query: string
  /** Earlier questions, latest first. */
  readonly earlier: string[]
  readonly spender?: Spender
  readonly limit: number
}

const knowledgeBasesOf = readStep(({ tx, scope }, { documentIds }: { documentIds: string[] }) =>
  knowledgeBasesOfDocuments(tx, scope, documentIds),
)

/** The best passages, with those of some knowledge bases weighted higher. */
export async function findWeighed(
  scope: Scope,
  { weights, limit, ...wanted }: Wanted,
): Promise<FoundPassage[]> {
  const weightOf = new Map(weights.map(({ knowledgeBaseId, weight }) => [knowledgeBaseId, weight]))
  const isEven = wanted.knowledgeBaseIds.every(
    (knowledgeBaseId) => (weightOf.get(knowledgeBaseId) ?? 1) === 1,
  )
  const reach = isEven ? limit : Math.min(limit * REACH, FOUND_MAX)
  const { passages } = await retrievePassages(scope, { ...wanted, limit: reach })
  if (isEven || passages.length === 0) return passages
  const documentIds = [...new Set(passages.map(({ documentId }) => documentId))]
  const knowledgeBaseOf = await knowledgeBasesOf(scope, { documentIds })
  return passages
    .map((passage) => ({
      ...passage,
      score: passage.score * (weightOf.get(knowledgeBaseOf.get(passage.documentId) ?? '') ?? 1),
    }))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
}

/** Whether any of these knowledge bases has a passage. */
export const holdPassages = async (
  tx: Reader,
  scope: Scope,
  knowledgeBaseIds: readonly string[],
): Promise<boolean> =>
  knowledgeBaseIds.length > 0 &&
  (await visibleKnowledgeBases(tx, scope)
    .select('id')
    .where('id', 'in', knowledgeBaseIds)
    .where('passage_count', '>', 0)
    .limit(1)
    .executeTakeFirst()) !== undefined
