import { readStep } from '#kernel/step.ts'
import { NOBODY } from '#features/budgets/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { questionVector } from './near-passages.ts'
import { embeddedKnowledgeBases } from './vector-store.ts'

const readModels = readStep(({ tx, scope }) => embeddedKnowledgeBases(tx, scope, null))

/**
 * The vector of a question by an embedding model of the tenant's knowledge bases; null if there is none or it fails.
 */
export async function meaningOf(
  scope: Scope,
  question: string,
): Promise<{ model: string; vector: Float32Array } | null> {
  const [knowledgeBase] = (await readModels(scope)).sort((a, b) => (a.model < b.model ? -1 : 1))
  if (!knowledgeBase) return null
  const vector = await questionVector(scope, knowledgeBase.model, { question, spender: NOBODY })
  return typeof vector === 'string' ? null : { model: knowledgeBase.model, vector }
}
