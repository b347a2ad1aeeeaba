import { knowledgeBaseChanged } from '#features/knowledge/index.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { checkKnowledgeBase } from './runs/check-knowledge-base.ts'
import { doEvaluationRun } from './runs/do-evaluation-run.ts'
import { endEvaluationRun } from './runs/end-evaluation-run.ts'
import { evaluationRunJob } from './runs/evaluation-run-job.ts'
import { collectUnanswered } from './unanswered/collect-unanswered.ts'
import { unansweredJob } from './unanswered/unanswered-job.ts'

export const jobHandlers = [
  jobHandler(knowledgeBaseChanged, { work: checkKnowledgeBase, concurrency: 1 }),
  // One at a time, so that answers to people do not wait for tests.
  jobHandler(evaluationRunJob, {
    work: doEvaluationRun,
    concurrency: 1,
    giveUp: (scope, { evaluationRunId }) =>
      endEvaluationRun(scope, { evaluationRunId, results: null, without: null }),
  }),
  // One at a time, so that the same question in other words finds the first.
  jobHandler(unansweredJob, { work: collectUnanswered, concurrency: 1 }),
]
