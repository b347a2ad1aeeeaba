import { lockTestedSource, releaseHeld, sourceChanged } from '#features/knowledge/index.ts'
import { command, flow } from '#kernel/use-case.ts'
import { testQuestionsOf } from '../questions/test-question-store.ts'
import { testRunJob } from './test-run-job.ts'
import { insertTestRun, latestTestRun } from './test-run-store.ts'

/** Asks a source that has changed its test questions, once all that was added is ready. */
export const checkSource = flow({
  name: 'source.check',
  permission: 'internal',
  input: sourceChanged.input,
  run: ({ scope }, changed) => requestCheck(scope, changed),
})

const requestCheck = command({
  name: 'source.request-check',
  permission: 'internal',
  input: sourceChanged.input,
  async run(context, { sourceId, change }): Promise<void> {
    const { tx, scope, enqueue } = context
    const source = await lockTestedSource(tx, scope, sourceId)
    // A later change comes here by itself.
    if (source.change !== change) return
    const { length } = await testQuestionsOf(tx, sourceId)
    if (source.held > 0 && (length === 0 || source.gate === null)) await releaseHeld(context, sourceId)
    // So does what is being read still.
    if (length === 0 || source.waiting > 0) return
    const latest = await latestTestRun(tx, sourceId)
    if (latest?.change === change && latest.verdict !== 'failed') return
    const run = await insertTestRun(tx, scope, { sourceId, change, cause: 'change' })
    enqueue(testRunJob, { testRunId: run.id })
  },
})
