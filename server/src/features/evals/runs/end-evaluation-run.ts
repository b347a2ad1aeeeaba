import { z } from 'zod'
import { id } from '#contract/ids.ts'
import type { TestCaseResult, EvaluationRun } from '#contract/shapes/evals.ts'
import { releaseBlocked, type TestedKnowledgeBase } from '#features/knowledge/index.ts'
import type { Transaction } from '#platform/database/open.ts'
import { command } from '#kernel/use-case.ts'
import { isBelow, isLower, isWorse, meanOf } from './measure.ts'
import { lockEvaluationRun, runsThatCount, updateEvaluationRun } from './evaluation-run-store.ts'

const Results = z.custom<readonly TestCaseResult[] | null>((value) => value === null || Array.isArray(value))

/**
 * Stores what a run found and what that means. What the quality gate blocks is found from that moment on, unless it makes
 * too much of the knowledge base worse.
 */
export const endEvaluationRun = command({
  name: 'evaluation-run.end',
  permission: 'internal',
  input: z.strictObject({
    evaluationRunId: id('evaluationRun'),
    results: Results.describe('Null: it could not be done.'),
    without: Results.describe('The same without what is blocked; null when it was not asked for.'),
  }),
  async run(context, { evaluationRunId, results, without }): Promise<void> {
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
})

async function verdictOn(
  tx: Transaction,
  knowledgeBase: TestedKnowledgeBase,
  results: readonly TestCaseResult[] | null,
  without: readonly TestCaseResult[] | null,
): Promise<EvaluationRun['verdict']> {
  if (results === null) return 'failed'
  if (isBlockedByGate(knowledgeBase, results, without)) return 'blocked'
  const [before] = await runsThatCount(tx, knowledgeBase.knowledgeBaseId)
  if (!before) return 'first'
  return isWorse(results, before) ? 'worse' : 'passed'
}

/** Blocked is what takes a figure below the quality gate. What was below it before may stay so, but not fall further. */
const isBlockedByGate = (
  { blocked, qualityGate }: TestedKnowledgeBase,
  results: readonly TestCaseResult[],
  without: readonly TestCaseResult[] | null,
): boolean =>
  blocked > 0 &&
  qualityGate !== null &&
  without !== null &&
  isBelow(results, qualityGate) &&
  isLower(results, without, qualityGate)
