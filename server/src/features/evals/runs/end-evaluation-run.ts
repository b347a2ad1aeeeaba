import type { TestCaseResult, EvaluationRun } from '#contract/shapes/evals.ts'
import { releaseBlocked, type TestedKnowledgeBase } from '#features/knowledge/index.ts'
import { step } from '#kernel/step.ts'
import type { Transaction } from '#platform/database/open.ts'
import { isBelow, isLower, isWorse, meanOf } from './measure.ts'
import { lockEvaluationRun, runsThatCount, updateEvaluationRun } from './evaluation-run-store.ts'

type Results = readonly TestCaseResult[] | null

interface EndOfRun {
  readonly evaluationRunId: string
  /** The results; null if it failed. */
  readonly results: Results
  /** The results without blocked content; null if nothing is blocked. */
  readonly without: Results
}

/** Stores the results of a run. Blocked content is published now, unless too many test cases got worse. */
export const endEvaluationRun = step(
  async (context, { evaluationRunId, results, without }: EndOfRun): Promise<void> => {
    const { tx, scope, emit } = context
    const { run, knowledgeBase } = (await lockEvaluationRun(tx, scope, evaluationRunId)) ?? {}
    if (run?.verdict !== 'running' || !knowledgeBase) return
    const isOvertaken = knowledgeBase.change !== run.change
    const verdict = isOvertaken ? 'overtaken' : await verdictOn(tx, knowledgeBase, results, without)
    const isPassing = verdict === 'first' || verdict === 'passed' || verdict === 'worse'
    if (isPassing && knowledgeBase.blocked > 0) await releaseBlocked(context, knowledgeBase.knowledgeBaseId)
    const kept = results !== null && !isOvertaken ? results : []
    await updateEvaluationRun(tx, evaluationRunId, {
      verdict,
      recall: meanOf(kept, 'recall'),
      support: meanOf(kept, 'support'),
      results: [...kept],
    })
    emit({
      type: 'evaluation-run.ended',
      payload: { knowledgeBaseId: knowledgeBase.knowledgeBaseId, evaluationRunId, verdict },
    })
  },
)

async function verdictOn(
  tx: Transaction,
  knowledgeBase: TestedKnowledgeBase,
  results: Results,
  without: Results,
): Promise<EvaluationRun['verdict']> {
  if (results === null) return 'failed'
  if (isBlockedByGate(knowledgeBase, results, without)) return 'blocked'
  const [before] = await runsThatCount(tx, knowledgeBase.knowledgeBaseId)
  if (!before) return 'first'
  return isWorse(results, before) ? 'worse' : 'passed'
}

/**
 * Content that takes a figure below the quality gate stays blocked. A figure that was below before may stay so, but not
 * fall further.
 */
const isBlockedByGate = (
  { blocked, qualityGate }: TestedKnowledgeBase,
  results: readonly TestCaseResult[],
  without: Results,
): boolean =>
  blocked > 0 &&
  qualityGate !== null &&
  without !== null &&
  isBelow(results, qualityGate) &&
  isLower(results, without, qualityGate)
