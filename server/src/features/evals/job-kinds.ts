import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { jobKind } from '#kernel/jobs.ts'

const EvaluationRunRef = z.strictObject({ evaluationRunId: id('evaluationRun') })

/** The job of an evaluation run. */
export const evaluationRunJob = jobKind({ name: 'evaluation-run.do', input: EvaluationRunRef, triesMax: 3 })

/** The work of collecting a question that was not answered. */
export const unansweredJob = jobKind({
  name: 'unanswered-question.collect',
  input: z.strictObject({
    question: z.string().min(1).max(2_000),
    conversationId: id('conversation').nullable(),
  }),
  triesMax: 5,
})
