import { TestedKnowledgeBase, EvaluationRunList } from '#contract/shapes/evals.ts'
import { requireKnowledgeBases } from '#features/knowledge/index.ts'
import { query } from '#kernel/use-case.ts'
import { evaluationRunsOf } from './evaluation-run-store.ts'

/** Lists the newest evaluation runs of a knowledge base with their results, the newest first. */
export const listEvaluationRuns = query({
  name: 'evaluation-run.list',
  permission: 'knowledge:read',
  input: TestedKnowledgeBase,
  output: EvaluationRunList,
  async run({ tx, scope }, { knowledgeBaseId }) {
    await requireKnowledgeBases(tx, scope, [knowledgeBaseId])
    return { items: await evaluationRunsOf(tx, knowledgeBaseId) }
  },
})
