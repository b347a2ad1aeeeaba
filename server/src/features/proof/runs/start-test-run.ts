import { TestedSource, TestRun } from '#contract/shapes/proof.ts'
import { lockTestedSource } from '#features/knowledge/index.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { testQuestionsOf } from '../questions/test-question-store.ts'
import { testRunJob } from './test-run-job.ts'
import { insertTestRun } from './test-run-store.ts'

/** Asks a source all its test questions now. */
export const startTestRun = command({
  name: 'test-run.start',
  permission: 'knowledge:write',
  input: TestedSource,
  output: TestRun,
  async run({ tx, scope, enqueue }, { sourceId }) {
    const { change } = await lockTestedSource(tx, scope, sourceId)
    if ((await testQuestionsOf(tx, sourceId)).length === 0)
      throw new Fault('precondition_failed', 'This source has no test questions yet. Add one first.')
    const run = await insertTestRun(tx, scope, { sourceId, change, cause: 'asked' })
    enqueue(testRunJob, { testRunId: run.id })
    return run
  },
})
