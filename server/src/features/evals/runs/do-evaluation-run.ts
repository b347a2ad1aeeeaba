import { step } from '#kernel/step.ts'
import type { TestCase, TestCaseResult } from '#contract/shapes/evals.ts'
import { retrievePassages } from '#features/knowledge/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { testCasesOf } from '../test-cases/test-case-store.ts'
import { endEvaluationRun } from './end-evaluation-run.ts'
import { isBelow, measure } from './measure.ts'
import { lockEvaluationRun } from './evaluation-run-store.ts'

const PASSAGES_MAX = 8

/**
 * Runs every test case of a knowledge base as an answer would search, and measures the results, including what the
 * quality gate blocks. If that falls short, also without it.
 */
export async function doEvaluationRun(
  scope: Scope,
  { evaluationRunId }: { evaluationRunId: string },
): Promise<void> {
  const begun = await beginEvaluationRun(scope, { evaluationRunId })
  if (!begun) return
  const results = await ask(scope, begun, true)
  const isDoubtful = begun.blocked > 0 && begun.qualityGate !== null && isBelow(results, begun.qualityGate)
  const without = isDoubtful ? await ask(scope, begun, false) : null
  await endEvaluationRun(scope, { evaluationRunId, results, without })
}

interface BegunEvaluationRun {
  readonly knowledgeBaseId: string
  readonly qualityGate: number | null
  readonly blocked: number
  readonly testCases: readonly TestCase[]
}

/** The input of a run, or null if it has ended; a run whose knowledge base has changed ends at once. */
const beginEvaluationRun = step(
  async (context, { evaluationRunId }: { evaluationRunId: string }): Promise<BegunEvaluationRun | null> => {
    const { tx, scope } = context
    const { run, knowledgeBase } = (await lockEvaluationRun(tx, scope, evaluationRunId)) ?? {}
    if (run?.verdict !== 'running' || !knowledgeBase) return null
    if (knowledgeBase.change !== run.change) {
      await endEvaluationRun.within(context, { evaluationRunId, results: [], without: null })
      return null
    }
    return { ...knowledgeBase, testCases: await testCasesOf(tx, run.knowledgeBaseId) }
  },
)

async function ask(
  scope: Scope,
  { knowledgeBaseId, testCases }: BegunEvaluationRun,
  seesBlocked: boolean,
): Promise<TestCaseResult[]> {
  const results: TestCaseResult[] = []
  for (const testCase of testCases) {
    scope.signal.throwIfAborted()
    const { passages } = await retrievePassages(scope, {
      knowledgeBaseIds: [knowledgeBaseId],
      query: testCase.question,
      limit: PASSAGES_MAX,
      seesBlocked,
    })
    results.push(measure(testCase, passages))
  }
  return results
}
