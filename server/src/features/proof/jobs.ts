import { sourceChanged } from '#features/knowledge/index.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { checkSource } from './runs/check-source.ts'
import { doTestRun } from './runs/do-test-run.ts'
import { endTestRun } from './runs/end-test-run.ts'
import { testRunJob } from './runs/test-run-job.ts'
import { collectUnanswered } from './unanswered/collect-unanswered.ts'
import { unansweredJob } from './unanswered/unanswered-job.ts'

export const jobHandlers = [
  jobHandler(sourceChanged, { flow: checkSource, concurrency: 1 }),
  // One at a time, so that answers to people do not wait for tests.
  jobHandler(testRunJob, {
    flow: doTestRun,
    concurrency: 1,
    giveUp: (scope, { testRunId }) => endTestRun(scope, { testRunId, results: null, without: null }),
  }),
  // One at a time, so that the same question in other words finds the first.
  jobHandler(unansweredJob, { flow: collectUnanswered, concurrency: 1 }),
]
