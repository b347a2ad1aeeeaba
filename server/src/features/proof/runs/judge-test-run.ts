import { JudgeTestRun, TestRun } from '#contract/shapes/proof.ts'
import { noteChange, rejectHeld, releaseHeld } from '#features/knowledge/index.ts'
import { conflict, Fault, notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { lockTestRun, updateTestRun } from './test-run-store.ts'

/**
 * Accepts a run that came out worse, so that later ones are compared with it. What the gate held back is found from
 * then on; or it is rejected and given up.
 */
export const judgeTestRun = command({
  name: 'test-run.judge',
  permission: 'knowledge:write',
  input: JudgeTestRun,
  output: TestRun,
  async run(context, { testRunId, decision }) {
    const { tx, scope, emit } = context
    const locked = await lockTestRun(tx, scope, testRunId)
    if (!locked) throw notFound('test run')
    const { run, source } = locked
    const isHeld = run.verdict === 'held'
    if (!isHeld && (run.verdict !== 'worse' || decision === 'rejected'))
      throw new Fault('precondition_failed', 'There is nothing to decide about this test run.')
    if (isHeld) {
      if (source.change !== run.change)
        throw conflict('The source has changed since. Wait for the next test run.')
      if (decision === 'accepted') await releaseHeld(context, run.sourceId)
      else await rejectHeld(context, run.sourceId)
    }
    const judged = await updateTestRun(tx, testRunId, { verdict: decision })
    emit({
      type: 'test-run.judged',
      payload: { sourceId: run.sourceId, testRunId, decision, name: source.name },
    })
    if (decision === 'rejected') await noteChange(context, run.sourceId)
    return judged
  },
})
