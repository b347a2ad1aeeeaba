import { z } from 'zod'
import { id } from '#contract/ids.ts'
import type { TestResult, TestRun } from '#contract/shapes/proof.ts'
import { releaseHeld, type TestedSource } from '#features/knowledge/index.ts'
import type { Transaction } from '#platform/database/open.ts'
import { command } from '#kernel/use-case.ts'
import { isBelow, isLower, isWorse, meanOf } from './measure.ts'
import { lockTestRun, runsThatCount, updateTestRun } from './test-run-store.ts'

const Results = z.custom<readonly TestResult[] | null>((value) => value === null || Array.isArray(value))

/**
 * Stores what a run found and what that means. What the gate holds back is found from that moment on, unless it makes
 * too much of the source worse.
 */
export const endTestRun = command({
  name: 'test-run.end',
  permission: 'internal',
  input: z.strictObject({
    testRunId: id('testRun'),
    results: Results.describe('Null: it could not be done.'),
    without: Results.describe('The same without what is held back; null when it was not asked for.'),
  }),
  async run(context, { testRunId, results, without }): Promise<void> {
    const { tx, scope, emit } = context
    const { run, source } = (await lockTestRun(tx, scope, testRunId)) ?? {}
    if (run?.verdict !== 'running' || !source) return
    const isOvertaken = source.change !== run.change
    const verdict = isOvertaken ? 'overtaken' : await verdictOn(tx, source, results, without)
    const isPassing = verdict === 'first' || verdict === 'passed' || verdict === 'worse'
    if (isPassing && source.held > 0) await releaseHeld(context, source.sourceId)
    const kept = results !== null && !isOvertaken ? results : []
    await updateTestRun(tx, testRunId, {
      verdict,
      recall: meanOf(kept, 'recall'),
      support: meanOf(kept, 'support'),
      results: [...kept],
    })
    emit({ type: 'test-run.ended', payload: { sourceId: source.sourceId, testRunId, verdict } })
  },
})

async function verdictOn(
  tx: Transaction,
  source: TestedSource,
  results: readonly TestResult[] | null,
  without: readonly TestResult[] | null,
): Promise<TestRun['verdict']> {
  if (results === null) return 'failed'
  if (isHeldBack(source, results, without)) return 'held'
  const [before] = await runsThatCount(tx, source.sourceId)
  if (!before) return 'first'
  return isWorse(results, before) ? 'worse' : 'passed'
}

/** Held back is what takes a figure below the gate. What was below it before may stay so, but not fall further. */
const isHeldBack = (
  { held, gate }: TestedSource,
  results: readonly TestResult[],
  without: readonly TestResult[] | null,
): boolean =>
  held > 0 && gate !== null && without !== null && isBelow(results, gate) && isLower(results, without, gate)
