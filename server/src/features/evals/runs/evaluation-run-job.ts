import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { jobKind } from '#kernel/jobs.ts'

export const EvaluationRunRef = z.strictObject({ evaluationRunId: id('evaluationRun') })

/** The job of an evaluation run. */
export const evaluationRunJob = jobKind({ name: 'evaluation-run.do', input: EvaluationRunRef, triesMax: 3 })
