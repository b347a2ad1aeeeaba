import type { TestQuestion, TestResult } from '#contract/shapes/proof.ts'
import { retrievePassages } from '#features/knowledge/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { command, flow } from '#kernel/use-case.ts'
import { testQuestionsOf } from '../questions/test-question-store.ts'
import { endTestRun } from './end-test-run.ts'
import { isBelow, measure } from './measure.ts'
import { TestRunRef } from './test-run-job.ts'
import { lockTestRun } from './test-run-store.ts'

const PASSAGES_MAX = 8

/**
 * Looks every test question of a source up, as an answer would, and measures what is found; what the gate holds back
 * counts as found. Where that is not enough, it is measured without it too.
 */
export const doTestRun = flow({
  name: 'test-run.do',
  permission: 'internal',
  input: TestRunRef,
  async run({ scope }, { testRunId }): Promise<void> {
    const begun = await beginTestRun(scope, { testRunId })
    if (!begun) return
    const results = await ask(scope, begun, true)
    const isDoubtful = begun.held > 0 && begun.gate !== null && isBelow(results, begun.gate)
    const without = isDoubtful ? await ask(scope, begun, false) : null
    await endTestRun(scope, { testRunId, results, without })
  },
})

interface BegunTestRun {
  readonly sourceId: string
  readonly gate: number | null
  readonly held: number
  readonly questions: readonly TestQuestion[]
}

/** What to ask, or null when the run has ended; one whose source has changed since ends unasked. */
const beginTestRun = command({
  name: 'test-run.begin',
  permission: 'internal',
  input: TestRunRef,
  async run(context, { testRunId }): Promise<BegunTestRun | null> {
    const { tx, scope } = context
    const { run, source } = (await lockTestRun(tx, scope, testRunId)) ?? {}
    if (run?.verdict !== 'running' || !source) return null
    if (source.change !== run.change) {
      await endTestRun.within(context, { testRunId, results: [], without: null })
      return null
    }
    return { ...source, questions: await testQuestionsOf(tx, run.sourceId) }
  },
})

async function ask(
  scope: Scope,
  { sourceId, questions }: BegunTestRun,
  seesHeld: boolean,
): Promise<TestResult[]> {
  const results: TestResult[] = []
  for (const question of questions) {
    scope.signal.throwIfAborted()
    const { passages } = await retrievePassages(scope, {
      sourceIds: [sourceId],
      query: question.question,
      limit: PASSAGES_MAX,
      seesHeld,
    })
    results.push(measure(question, passages))
  }
  return results
}
